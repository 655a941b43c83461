"""The parts of tools/resettle.py."""
