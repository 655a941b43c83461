### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line


## D disk


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

