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


## L lines


## P pages


## X PDF

X001 = the image { $image } cannot be put into a PDF: { $reason }
    .hint = open it in an image viewer and save it as JPEG or PNG
    .explain = A PDF takes JPEG and PNG pictures. A damaged file, a name that does not fit its content, or a rare compression such as lossless JPEG does not go in, and the PDF of the volume is not written. A “picture.jpg” saved from a web page, for example, may really be WebP.
X002 = the PDF of “{ $title }” cannot be made: { $reason }
    .hint = this is most likely a fault of huikan: report this message with an article that shows it
    .explain = The pages were laid out, but writing them as a PDF failed. A volume without a single page, for example, leaves nothing to write. Other volumes are not affected.
X003 = the booklet of “{ $title }” has { $sheets } sheets, and a stapler takes about { $limit }
    .hint = split the volume, or print the A5 edition and have it glued
    .explain = Saddle stitching folds a stack of sheets and staples it in the fold. Too many sheets cannot be pierced, and the inner pages creep out. A booklet of 88 pages, for example, takes 22 sheets and should be two booklets.
X004 = the font { $font } cannot be embedded in a PDF: { $reason }
    .hint = use another font file, or download it again
    .explain = A PDF holds only the glyphs it uses, and for that the outlines of the font must be readable. A damaged file, a font of bitmaps only or one with CFF2 outlines is not. A variable font, for example, must be exported as a static one first.

## E EPUB


## cli: what the commands say and their help texts

severity-error = error
severity-warning = warning
severity-note = note
severity-hint = hint

