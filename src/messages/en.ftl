### Words of huikan. A diagnostic is its code, with the attributes hint and explain.

## U command line


## D disk


## C huikan.toml


## M Markdown articles


## I import


## V volumes


## S styles


## T typefaces

T001 = { $file } is not a font file that can be read; it was left out
    .hint = use a whole TTF, OTF or TTC file, or take it out of fonts/
    .explain = A file in fonts/ must have tables of glyphs and of advances. Broken downloads, web fonts (WOFF) and other files with a changed ending have none. If song.woff2 is renamed to song.ttf, for instance, this message appears; use the TTF file of the font.
T002 = no font has “{ $character }” ({ $code })
    .hint = put a font that has it into fonts/, or use another character
    .explain = Neither the built-in fonts nor those in fonts/ nor those of the system have the character. It is drawn as a box; copied text is still right. Some characters of place names, for instance, are only in fonts of very large coverage: put one into fonts/.
T003 = “{ $character }” ({ $code }) is not in { $wanted }; { $font } was used
    .hint = if it looks out of place, put a font of the same kind that has it into fonts/
    .explain = The font that the style asks for lacks the character, so it was taken from another. Fangsong has no ①, for instance, so Song's is used. One or two such characters do no harm; for whole paragraphs use another font.

## L lines

L001 = “{ $word }” is longer than a line and was broken in the middle
    .hint = shorten it, or use a wider type area
    .explain = A Latin word, an address or a number does not fit into a whole line, so it was broken anywhere, without a hyphen. A long web address in a narrow table column is an example.
L002 = a line could not be filled: { $line }
    .hint = reword the text near this line, or use a wider type area
    .explain = The line is short even with its gaps at their limit, so it does not reach the margin. Usually a long word or address that may not be broken comes next and the measure is narrow: an address of five characters in a column of six, for instance.

## P pages


## X PDF


## E EPUB


## cli: what the commands say and their help texts

