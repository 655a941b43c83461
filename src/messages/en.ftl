### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line

U001 = there is no volume `{ $name }`
    .hint = { $nearest ->
        [none] `huikan list` shows the volumes there are
       *[other] did you mean `{ $nearest }`? `huikan list` shows the volumes there are
    }
    .explain =
        The volume named on the command line is not in this publication. A volume has the name of its folder
        in out/: that of the source file, that of the unit, or the id of a [[volume]] in huikan.toml.
        Example: after sources/river.txt was imported, `huikan build river` builds this volume.
U002 = there is no edition `{ $name }`
    .hint = { $nearest ->
        [none] there are: { $known }
       *[other] did you mean `{ $nearest }`? there are: { $known }
    }
    .explain =
        The edition named after -e is not an [[edition]] of huikan.toml. Without any [[edition]] there are
        three: epub, a5 and booklet. Example: `huikan build -e epub -e a5` makes the EPUB and the A5 PDF only.
U003 = there is neither a huikan.toml nor a folder content in { $folder }
    .hint = run huikan in the folder of a publication, or make one with `huikan init`
    .explain =
        huikan works in the current folder and wants a huikan.toml or a folder content there.
        Example: `huikan init papers`, then `cd papers`, then `huikan build`.
U004 = there is no command `{ $name }`
    .hint = { $nearest ->
        [none] `huikan --help` shows the commands
       *[other] did you mean `{ $nearest }`? `huikan --help` shows the commands
    }
    .explain =
        The first word after huikan should be a command, such as init, import, list or build.
        Example: `huikan bulid` gives this message; `huikan build` is right.
U005 = there is no option `{ $name }`
    .hint = { $nearest ->
        [none] `--help` after the command shows its options
       *[other] did you mean `{ $nearest }`? `--help` after the command shows its options
    }
    .explain =
        Words that start with - or -- are options, and each command has its own. A file name that starts with -
        is written with ./ before it. Example: `huikan build --help` lists the options of build.
U006 = `{ $value }` is not a possible value of { $option }
    .hint = `--help` after the command shows the values there are
    .explain =
        The value after an option is not one of those possible. Example: `huikan list --by year` does not work,
        only `--by unit` and `--by source` do; -j wants a whole number.
U007 = { $name } is missing
    .hint = `--help` after the command shows how it is used
    .explain =
        The command lacks a word that it needs. Example: `huikan import` wants at least one file,
        as in `huikan import sources/river.txt`.
U008 = this command line does not work: { $detail }
    .hint = `--help` after the command shows how it is used
    .explain =
        The command line makes no sense, for the reason after the colon, for example two options that contradict
        each other. Example: -q asks for less, -v for more; they do not go together.
U009 = there is no code `{ $name }`
    .hint = { $nearest ->
        [none] a code is the letter and the three digits in the brackets of a message, such as D004
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        Every message has a code, in the brackets at its start. `huikan explain` with this code gives the long
        answer. Example: `huikan explain D004`.
U010 = there is a huikan.toml in { $folder } already
    .hint = choose another folder, or run `huikan build` here
    .explain =
        `huikan init` makes new files and overwrites none. Where there is a huikan.toml it writes nothing.
        Example: `huikan init papers` makes a folder papers below the current one.


## D disk

D001 = cannot read { $file }: { $reason ->
        [permission] permission denied
        [full] the disk is full
        [folder] it is a folder
        [not-a-folder] part of its path is not a folder
        [read-only] the place is read-only
       *[other] { $detail }
    }
    .hint = check the permissions of the file, and whether another program holds it
    .explain =
        The operating system refused to read the file, for the reason after the colon: usually permissions,
        sometimes a failing disk. Example: when the file belongs to another user, change that with chmod.
D002 = cannot write { $file }: { $reason ->
        [permission] permission denied
        [full] the disk is full
        [folder] it is a folder
        [not-a-folder] part of its path is not a folder
        [read-only] the place is read-only
       *[other] { $detail }
    }
    .hint = check the permissions of the folder and the free space; the file that was there is unchanged
    .explain =
        The operating system refused to write, for the reason after the colon: permissions, a full disk, a file
        in the place of a folder. huikan writes a temporary file and renames it, so nothing half-written remains.
        Example: when out is a file, move it away, or choose another folder with -o.
D003 = { $file } is a folder, and a file is wanted here
    .hint = name the files in it, for example { $file }/*.txt
    .explain =
        The command wants a file and was given a folder. `huikan import` takes only the files it is given, so that
        nothing unrelated slips in. Example: `huikan import sources/*.txt`.
D004 = { $file } does not exist
    .hint = check the path and the spelling of the name
    .explain =
        There is no file at this path. Relative paths start in the current folder.
        Example: `huikan import sources/river.txt` wants a file sources/river.txt in the current folder.
D005 = { $file } is skipped: it links to a place outside the publication
    .hint = copy the file into the publication instead of linking to it
    .explain =
        Symbolic links in a publication may lead only to its own folder; otherwise a file from elsewhere could get
        into a book unnoticed. Example: content/note.md that links to /home/wang/note.md is skipped.
D006 = { $file } is not UTF-8
    .hint = save it as UTF-8 in an editor; a source as it arrived goes through `huikan import`
    .explain =
        Files in content/ and styles/ and huikan.toml have to be UTF-8, for otherwise their characters would be
        guesses. Example: a GB18030 file put into content/ as it is; run `huikan import river.txt` instead.


## C huikan.toml


## M Markdown articles


## I import


## V volumes


## S styles


## T typefaces


## L lines


## P pages


## X PDF


## E EPUB


## cli: what the commands say and their help texts

severity-error = error
severity-warning = warning
severity-note = note
severity-hint = hint
cli-more = ({ $count } more of { $code }; -v shows all)
cli-init-done =
    A new publication is in { $folder }. Next:
      1. put source files into sources and run huikan import sources/*
      2. read and correct the articles in content
      3. run huikan build; the products are in out

help-huikan = huikan makes books of a heap of Chinese articles: EPUB, A5 PDF, A4 booklets
usage-huikan = {"  "}huikan [OPTIONS] COMMAND
help-head-usage = Usage:
help-head-commands = Commands:
help-head-arguments = Arguments:
help-head-options = Options:
help-lang = language of messages; LANG decides when it is left out
help-quiet = show errors only
help-verbose = show all details
help-help = show this help
help-version = show the version
help-json = write JSON
help-init = make a new publication: a huikan.toml with comments and a sample article
usage-init = {"  "}huikan init [DIR]
help-init-folder = the folder to make it in; the current one when left out
help-import = turn source files into articles in content/
usage-import = {"  "}huikan import FILE… [--into DIR] [--dry-run] [--explain] [--report FILE.json]
help-import-files = source files: txt or md
help-import-into = the folder of the publication; the current one when left out
help-import-dry-run = say what would be done, write nothing
help-import-explain = say why each article was read so
help-import-report = write the report as a JSON file
help-list = list volumes, articles and the products there are
usage-list = {"  "}huikan list [--by unit|source] [--json]
help-list-by = only volumes of units or of sources
help-build = make the products of volumes
usage-build = {"  "}huikan build [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--strict] [--json]
help-build-volumes = the volumes to build; all when left out
help-build-editions = the editions to make, may be repeated; all when left out
help-build-out = the folder for the products; out when left out
help-build-jobs = how many threads; as many as there are processors when left out
help-build-strict = do not write products with warnings either
help-check = check the content: make all products in memory, write nothing
usage-check = {"  "}huikan check [--json]
help-explain = explain a message at length
usage-explain = {"  "}huikan explain CODE
help-explain-code = the code of a message, such as D004
