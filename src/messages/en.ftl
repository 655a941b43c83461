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

severity-error = error
severity-warning = warning
severity-note = note
severity-hint = hint

