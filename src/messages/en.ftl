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
U003 = there is neither a huikan.toml nor a folder content in { $folder ->
        [none] this folder
       *[other] `{ $folder }`
    }
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
U005 = { $kind ->
        [option] there is no option `{ $name }`
       *[word] there is one word too many: `{ $name }`
    }
    .hint = { $nearest ->
        [none] `--help` after the command shows its options
       *[other] did you mean `{ $nearest }`? `--help` after the command shows its options
    }
    .explain =
        Words that start with - or -- are options, and each command has its own. A file name that starts with -
        is written with ./ before it. Example: `huikan build --help` lists the options of build.
U006 = { $value ->
        [none] { $option } lacks its value
       *[other] `{ $value }` is not a possible value of { $option }
    }
    .hint = { $possible ->
        [none] `--help` after the command says what the option is for
       *[other] possible values: { $possible }
    }
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
U010 = there is a huikan.toml in { $folder ->
        [none] this folder
       *[other] `{ $folder }`
    } already
    .hint = choose another folder, or run `huikan build` here
    .explain =
        `huikan init` makes new files and overwrites none. Where there is a huikan.toml it writes nothing.
        Example: `huikan init papers` makes a folder papers below the current one.
U011 = { $file } was not imported: it would go into { $folder }, as { $other ->
        [same] another source of its name
       *[other] { $other }
    } does
    .hint = rename one of them and import it again
    .explain =
        The articles of a source stand in a folder named like its file. Two sources of one name would be mixed
        there, so the second is not imported.
        Example: rename january/news.txt and february/news.txt to news-1.txt and news-2.txt first.
U012 = volume { $volume } has no page { $page }
    .hint = give what stands at the foot of a page; the last one is { $last }
    .explain =
        Pages are named as they are printed: 12, or iv for the contents. The cover and other pages without a number
        go by their name. Example: `huikan where water 12` says which article stands on page 12.
U013 = edition { $name } has no pages
    .hint = name an edition on paper with -e, such as a5
    .explain =
        The text of an EPUB has no pages of its own; readers make them to fit the screen. Ask for a page of an edition
        on paper, or add one to huikan.toml. Example: `huikan where water 12 -e a5`.
U014 = { $file } is no job ticket
    .hint = run `huikan plan` first; it writes the tickets of the volumes
    .explain =
        --ticket takes a ticket that `huikan plan` has written; this file is not there, is damaged, or was written
        by another version. Example: `huikan plan`, then
        `huikan build --ticket out/.huikan/tickets/water.json -e epub`.

U015 = port { $port } cannot be had: { $detail }
    .hint = take another port, such as --port 4190; without --port a free one is found
    .explain =
        `huikan watch --serve` opens a page on a port of this machine; most likely another program has the port, or it is
        one for administrators only (below 1024). Example: `huikan watch --serve --port 4190`.
U016 = { $file }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    } not imported: it is an article of this publication already
    .hint = to change the article, change its file in content/; what is imported are sources, such as sources/*
    .explain =
        The Markdown files in content/ are the articles; imported once more, they would stand in the books twice. Import
        reads source files, which are usually in sources/. Example: `huikan import .` includes content/, whose articles
        are left out; everything else is imported.

U020 = the environment variable SOURCE_DATE_EPOCH holds `{ $value }`, which is no time, and is not used
    .hint = give seconds since 1 January 1970, such as 1716163200, or unset the variable
    .explain =
        Where huikan.toml has no date, that of the book comes from this variable, so that the same value gives the same
        files. It is a whole number of seconds. Example: SOURCE_DATE_EPOCH=2024-05-20 gives this message; write
        SOURCE_DATE_EPOCH=1716163200.

## D disk

D001 = cannot read { $file }: { $reason ->
        [permission] permission denied
        [full] the disk is full
        [folder] it is a folder
        [not-a-folder] `{ $detail }` is a file, not a folder
        [read-only] the place is read-only
        [too-large] it is larger than { $detail }
       *[other] { $detail }
    }
    .hint = { $reason ->
        [too-large] if you do want a file of this size, raise `file` in [limits] of huikan.toml
       *[other] check the permissions of the file, and whether another program holds it
    }
    .explain =
        The operating system refused to read the file, for the reason after the colon: usually permissions,
        sometimes a failing disk. Example: when the file belongs to another user, change that with chmod.
D002 = cannot write { $file }: { $reason ->
        [missing] no folder can be made there
        [permission] permission denied
        [full] the disk is full
        [folder] it is a folder
        [not-a-folder] `{ $detail }` is a file, and a folder is needed there
        [read-only] the place is read-only
       *[other] { $detail }
    }
    .hint = { $reason ->
        [not-a-folder] rename `{ $detail }` or move it away, or give another place; it is unchanged
        [full] make room or give another place; the file that was there is unchanged
       *[other] check the permissions of the folder or give another place (-o of build, --into of import); the file that was there is unchanged
    }
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
D005 = { $file } is skipped: it links to { $place ->
        [nowhere] a file that is not there
       *[outside] a place outside the publication
    }
    .hint = { $place ->
        [nowhere] remove the link, or put the file back
       *[outside] copy the file into the publication instead of linking to it
    }
    .explain =
        Symbolic links in a publication may lead only to its own folder; otherwise a file from elsewhere could get
        into a book unnoticed. Example: content/note.md that links to /home/wang/note.md is skipped.
D006 = { $file } is not UTF-8
    .hint = save it as UTF-8 in an editor; a source as it arrived goes through `huikan import`
    .explain =
        Files in content/ and styles/ and huikan.toml have to be UTF-8, for otherwise their characters would be
        guesses. Example: a GB18030 file put into content/ as it is; run `huikan import river.txt` instead.
D007 = { $file } belongs to no volume or edition any more
    .hint = delete it if nobody needs it; huikan deletes no products
    .explain =
        When a volume or an edition is renamed or taken away, the files made before stay in out/ and in its
        catalog.json. Example: without the edition booklet in huikan.toml nobody renews
        out/river/river-booklet.pdf, and it may be printed in place of a new one.
D008 = { $file } changed while the book was being built
    .hint = build again
    .explain =
        Of a large library the texts of a volume are read when it is built. By then this file was not what it had
        been at the start, so the volume may have other articles now and was not written. Example: somebody edits
        the title of content/river/01-水位.md in the middle of a build; run `huikan build` once more.
D009 = volume { $volume } is not what its ticket says: { $file ->
        [styles] styles
        [fonts] fonts
        [profiles] colour profiles
        [publication] facts of the publication (huikan.toml)
        [volume] titles or order of the volume
       *[other] { $file }
    } changed
    .hint = run `huikan plan` again and build by the new ticket
    .explain =
        A ticket remembers what a volume is made from. The files are different now, and nobody could say what a book
        made by the old ticket is, so it was not made. Example: an article was edited after `huikan plan`; run it
        again, and only the volumes with that article get new tickets.
D010 = { $file } is not there yet
    .hint = run the command that `huikan plan` lists for it, then merge
    .explain =
        Merging enters what processes have made into catalog.json. This product has not been made, or its process
        stopped on the way; a file without its record counts as none. Example: a machine lost power; run its
        commands again, and what was finished is not made twice.
D011 = { $file } is not what would be made now: { $reason ->
        [changed] { $names } changed
        [program] the program is another one
        [recipe] the settings of the edition changed
       *[altered] the file does not match its record
    }
    .hint = run `huikan plan`, make it again by the new ticket, then merge
    .explain =
        Merging holds every product against the articles and settings of now. This one was made from older ones, or
        its file was damaged on the way, so it was not entered. Example: after an article was edited, every product
        with it has to be made again.
D012 = the folder { $file } is nested too deep, over { $limit } folders in each other; the files in it were not read
    .hint = move it up, or raise `folders` in [limits] of huikan.toml
    .explain =
        Folders in each other have a limit, so that a chain spoilt by a program has an end. Example: an article lies
        below forty folders in content/.



## C huikan.toml

C001 = huikan.toml does not parse: { $slip ->
        [quote] a text lacks its quotes, or one of them
        [bracket] a bracket lacks its partner, or a comma is missing
        [equals] the equals sign after a name is missing
        [value] the value after an equals sign is missing or malformed
        [twice] a name stands there twice
       *[other] { $detail }
    }
    .hint = correct this place to TOML: texts in quotes, names of tables in brackets
    .explain =
        huikan.toml must be well-formed TOML. One mistake makes the whole file unreadable, and then
        everything is as if there were none. Example: title = Rivers lacks its quotes; write title = "Rivers".
C002 = `{ $value }` is not a possible value
    .hint = possible values: { $possible }
    .explain =
        Only certain words may stand here. Example: volumes.by may hold "source" and "unit", and sheet is
        "A4" or "A3". A word that is not known counts as not written.
C003 = `{ $pattern }` matches no article
    .hint = { $nearest ->
        [none] paths count from the publication's folder, as in content/river/*.md; * stays in one folder, ** crosses folders
       *[other] did you mean `{ $nearest }`? Paths count from the publication's folder
    }
    .explain =
        Each pattern in include should match a file of content/; when it does not, a file was probably renamed.
        Example: content/river/*.md matches the articles in content/river/, but not in the folders below it.
C004 = the name `{ $name }` is used twice
    .hint = give one of them another name; upper and lower case count as the same
    .explain =
        Two [[volume]] cannot have one id, nor two [[edition]] one name: their products would overwrite each other.
        The second is ignored. Example: "water" and "Water" are one folder on many computers.
C005 = `{ $alias }` is an alias of both `{ $first }` and `{ $second }`
    .hint = remove it from the aliases of one of the units
    .explain =
        An alias must stand for one unit, or nobody can say whose an article is. The first one in the file counts.
        Example: two schools both list "No. 1" as an alias; write their full names, or limit the alias to sources:
        { "{" } name = "No. 1", source = "jiangkou-*.txt" { "}" }. No name of a file may match two of the patterns.
C006 = there is no edition on paper named `{ $pages }`
    .hint = { $nearest ->
        [none] write the name of a PDF edition after pages, such as a5
       *[other] did you mean `{ $nearest }`? pages wants the name of a PDF edition
    }
    .explain =
        An imposed edition names with pages the edition whose pages it takes: one of [[edition]] or the built-in a5,
        and not an EPUB. Example: name = "booklet", pages = "a5", impose = "saddle".
        An EPUB names with pages the edition whose page numbers it bears, or "none".
C007 = huikan.toml has no key `{ $key }`
    .hint = { $nearest ->
        [none] remove it, or compare with docs/schema/huikan.schema.json
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        A key that is not known has no effect and is most often a slip, so it is an error.
        Example: titel = "…" in [publication] should be title.
C008 = { $key } has no effect on the edition `{ $edition }`
    .hint = remove it, or add what gives it effect: sheet and pages go with impose
    .explain =
        Some keys have a meaning for one kind of edition only: pages and sheet for imposition, folds and thickness where
        paper is folded, signature for signatures, up for cut-stack and n-up, marks, bleed and standard for PDF; and
        where there is a style, pages is not asked. Example: sheet = "A4" in an edition of kind = "epub".
C009 = `{ $name }` cannot be the name of a file
    .hint = use letters, Han characters, digits, - and _ only, at most 120 bytes
    .explain =
        The id of a volume and the name of an edition become names of folders and files in out/ and must work on
        every computer. Example: "part 1/2" has a slash; "part-1-2" works.
C010 = the date `{ $date }` cannot be read
    .hint = write 2024, 2024-05 or 2024-05-01
    .explain =
        A date may end with the year or the month; month and day must exist.
        Example: there is no 2024-02-30; 2024年5月1日 can be read too.
C011 = { $slip ->
        [missing] { $detail } is missing here
        [list] a list is wanted here, not one value
        [text] a text is wanted here
       *[other] this value has the wrong type: { $detail }
    }
    .hint = { $slip ->
        [missing] add a line { $detail } = "…"
        [list] put it in brackets, as in ["a", "b"]; one value needs them too
        [text] put it in quotes
       *[other] texts need quotes; several values stand in brackets with commas between them
    }
    .explain =
        Another kind of value is wanted here, such as a list where a text was written. All of huikan.toml then
        counts as not written. Example: editors = "Wang" should be editors = ["Wang"].
C012 = the pattern `{ $pattern }` is malformed: { $detail }
    .hint = check that brackets and braces have their partners
    .explain =
        In the patterns of include and of an alias's source, * stands for any characters, ? for one, brackets for
        one of several characters, braces for one of several words. Example: content/{"{"}river,lake{"}"}/*.md matches articles in two folders.
C013 = no article comes from a source like `{ $pattern }`
    .hint = compare it with the source in the head of the articles; * stands for any characters
    .explain =
        An alias can be limited to sources: { "{" } name = "No. 1", source = "jiangkou-*.txt" { "}" }. The pattern is
        compared with the source in each article's head; when none matches, a source was probably renamed.
C014 = two keys of the edition `{ $edition }` contradict each other: { $clash ->
        [signature] signature is no multiple of the { $pages } pages that one sheet carries
        [collating] collating marks stand on the backs of signatures, and there are none
        [fold] fold marks are for paper that is folded, and this is not
        [colour] colour = "cmyk" are the inks of a press, and only standard = "pdf-x4" names one
       *[other] { $clash }
    }
    .hint = { $clash ->
        [colour] write standard = "pdf-x4", or remove colour
        [signature] fewer folds, or a signature that is a multiple of { $pages }
        [collating] remove collating, or write impose = "signatures"
       *[other] remove fold, or write impose = "saddle" or "signatures"
    }
    .explain =
        A sheet folded 1, 2, 3 or 4 times carries 4, 8, 16 or 32 pages, and a signature is made of whole sheets. Marks
        for collating and folding need signatures and folds. Example: with folds = 3 a sheet has 16 pages, so
        signature = 8 cannot be. Inks need a press, which only PDF/X-4 names.
C015 = the length `{ $length }` cannot be read
    .hint = write "3mm" or "0.1mm", at most { $most }mm
    .explain =
        Bleed and thickness in huikan.toml are millimetres with their unit, in quotes, with up to three decimals; what is
        too large to make sense is refused too. Example: bleed = "3mm", thickness = "0.1mm".
C016 = there is no profile `{ $profile }`
    .hint = { $nearest ->
        [none] put the .icc file of the print shop into profiles/ and write its path
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        A profile says how colours look on a press and with which inks they are made. The print shop gives it as a file
        that ends in .icc or .icm; it belongs into the folder profiles/ beside huikan.toml. Without one the press is
        FOGRA39, offset on coated paper. Example: profile = "profiles/uncoated.icc".

C017 = edition `{ $edition }` names a volume `{ $name }` that is not there
    .hint = { $nearest ->
        [none] volumes wants names of volumes; huikan list shows them all
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        The key volumes of an [[edition]] says of which volumes alone it is made, by their names: the file name of a
        source, the name of a unit, or the id of a [[volume]]. Without it the edition is made of every volume. For
        example: volumes = ["children"].
C018 = `{ $value }` cannot be the limit { $key }
    .hint = { $kind ->
        [size] write a size with its unit, such as "64MB", from { $least } to { $most }
       *[count] write a whole number from { $least } to { $most }
    }
    .explain =
        The limits of [limits] keep out files that are large by accident. Sizes stand in quotes with kB, MB or GB
        (thousands, millions, billions of bytes). One that would refuse what everybody has, or that the program cannot
        hold, is refused itself and counts as not written. Example: source = "400MB", pixels = 200.
C019 = edition `{ $edition }` is only a name, and not one that is known: it will look like a5
    .hint = { $nearest ->
        [none] known by name are { $known }; for anything else write kind, style, impose and so on
       *[other] did you mean `{ $nearest }`? For an edition of your own write kind, style, impose and so on
    }
    .explain =
        Some editions are known by their names alone: epub, a5, booklet, print, cover and others. Any other name needs to
        say what it is, or it is made like a5. Example: name = "pocket", kind = "pdf", style = "pocket" in [[edition]].
        Whoever really wants another copy of a5 writes kind = "pdf".

## M Markdown articles

M001 = the front matter does not parse: { $slip ->
        [tab] the line begins with a tab
        [full-width] the colon is a full-width one
        [no-space] there is no space after the colon
        [indent] the line begins with spaces
        [twice] the key stands there twice
        [colon] the value has a colon in it
        [bracket] the bracket is not closed
        [list] the key can have one value only
        [mark] the value begins with a mark that means something to YAML
       *[other] { $detail }
    }
    .hint = { $slip ->
        [tab] use spaces
        [full-width] write an ASCII colon and a space after it
        [no-space] write a space after the colon
        [indent] remove the spaces
        [twice] remove one of the lines
        [colon] put the whole value in quotes: "…"
        [bracket] add ] at the end
        [list] remove the brackets and leave one value
        [mark] put the whole value in quotes: "…"
       *[other] write `key: value` in each line, a space after the colon; quote values with a colon or # in them
    }
    .explain =
        YAML stands between the two lines ---. One mistake hides title, unit and all the rest.
        Example: title: Floods: a guide has a second colon; write title: "Floods: a guide".
M002 = front matter has no key `{ $key }`
    .hint = { $nearest ->
        [none] known keys: title, subtitle, unit, authors, date, source, lines
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        A key that is not known has no effect. Known are title, subtitle, unit, authors, date, source and lines.
        Example: auther should be authors.
M003 = { $cause ->
        [outside] the image `{ $image }` lies outside content/
       *[missing] there is no image `{ $image }`, or it is no sound PNG, JPEG or SVG
    }
    .hint = { $nearest ->
        [none] put it into content/ and name it by its path from this article; PNG, JPEG and SVG are possible
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        Images stand beside the articles in content/, so that the book can carry them; URLs and files elsewhere cannot
        be used. Example: ![mouth](images/mouth.png) in content/river/01.md is content/river/images/mouth.png.
M004 = the footnote `{ $label }` is not defined
    .hint = add a line [^{ $label }]: and its text at the end of the article
    .explain =
        The text has the mark of a footnote, but no footnote was found for it, so the mark is printed as written.
        Example: "level[^1]" needs a line "[^1]: above the sea."
M005 = the footnote `{ $label }` is not used
    .hint = write [^{ $label }] in the text, or remove the footnote
    .explain =
        A footnote without a mark in the text is seen by no reader.
        Example: footnotes often stay behind when a passage is deleted.
M007 = the article has no title
    .hint = write title into the front matter, or begin the text with `# Title`
    .explain =
        The contents list shows the first words of a text that has no title.
        Example: title: Ten years of river chiefs.
M008 = the article has no text
    .hint = write the text below the second ---, or delete the file
    .explain =
        There is only front matter in the file, or nothing. It still takes a page, with the title alone.
        Example: a file whose text was deleted after import can be deleted from content/.
M009 = `{ $text }` is not complete and is printed as written
    .hint = ruby is {"{"}汉字|hàn zì{"}"}, emphasis dots [文字]{"{"}.emphasis{"}"}, a proper name [文字]{"{"}.name{"}"}, a book title [文字]{"{"}.book{"}"}, a width {"{"}width=60%{"}"}
    .explain =
        Ruby needs words on both sides of the bar, and with several annotations one for each character; brackets know
        .emphasis, .name, .book and languages such as .fr, and around a whole paragraph .continued and .signature, images a width from 1% to 100%. Example: {"{"}水利|shuǐ|lì{"}"} annotates each character.
M010 = the date `{ $date }` cannot be read
    .hint = write 2022, 2022-12 or 2022-12-27
    .explain =
        A date may end with the year or the month; month and day must exist.
        Example: there is no 2022-13; 2022年12月27日 can be read too.
M011 = a footnote uses the footnote `{ $label }`; it is printed as written
    .hint = make one footnote of the two, or use parentheses
    .explain =
        A footnote cannot have footnotes: the foot of the page has no place for a second level.
        Example: write "see the next note" in place of "see[^2]".
M012 = the front matter has no closing ---
    .hint = add a line --- between front matter and text
    .explain =
        A file that begins with --- needs a second such line between front matter and text, or all of it is text.
        Example: ---, title: Rivers, ---, an empty line, the text.
M013 = marks of bold text have no effect: { $text }
    .hint = move the punctuation out of the ** marks, or leave a space between ** and the words
    .explain =
        Markdown does not take ** for a closing mark between punctuation and a word, so the asterisks are printed.
        Example: write **要点**：如下 in place of **要点：**如下.
M014 = more than { $limit } quotations, lists and styles stand inside each other; what is deeper joins what is around it
    .hint = nest less, or raise `nesting` in [limits] of huikan.toml
    .explain =
        A page has no room for dozens of indents, and such a file was most likely spoilt by a program. No text is lost,
        only the levels end here. The first place of each article is reported. Example: a line begins with forty >.
M015 = the picture { $image } is too large: { $width } × { $height } pixels, over { $limit } million
    .hint = make it smaller, or raise `pixels` in [limits] of huikan.toml
    .explain =
        A picture is unfolded before it goes into a book, and the more pixels the more memory that takes; a small file can
        claim billions. A page of A4 at 1,200 dots per inch has 140 million. Example: a scanned map of 30,000 by 30,000.

## I import

I001 = { $file } is empty
    .hint = check that the download is complete, or drop the file from the list
    .explain = The source has no text at all. For example, a download broke off and left a file of no bytes, or the file has only blank lines. Without text there is nothing to import.
I002 = { $file } is not a text
    .hint = save it as text (UTF-8) in the program it comes from, then import that
    .explain = The source is full of control bytes that no text holds. For example, a picture, an archive or a program was renamed to .txt. Export the text and import that.
I003 = the encoding of { $file } could not be determined
    .hint = open it in an editor, save it as UTF-8 and import again
    .explain = The bytes are neither UTF-8 nor UTF-16 and do not look like GB18030 or Big5. For example, a very short file, or pieces in several encodings put together. Saved as UTF-8 there is no doubt.
I004 = { $file } is larger than { $limit }
    .hint = cut it into several files, or raise `source` in [limits] of huikan.toml
    .explain = A source is read into memory as a whole. For example, years of a newspaper in one file. Several files give the same result and are easier to check.
I005 = no article was found in { $file }
    .hint = see with --explain what each line was read as
    .explain = There is text, but all of it belongs to the page: folios, labels. For example, only a contents page was copied. Everything is listed under left_out in the report; nothing is lost.
I006 = the article from line { $line } of { $file } has no title
    .hint = write a title into the head of its file in content/
    .explain = No title stands in the source, and import never invents one. For example, a newspaper's headline was a picture and is missing in the text. Add it from the original.
I007 = the encoding of { $file } was guessed: { $encoding }
    .hint = look whether the imported text reads well; if not, save the source as UTF-8
    .explain = The file carries no mark and is not UTF-8, so the statistics of its bytes decided. For example, a GB18030 file of an old system. The guess is usually right, but worth a look.
I008 = { $count } places of { $file } could not be decoded as { $encoding }
    .hint = supply the characters shown as � from the original
    .explain = These bytes stand for no character and were replaced by �, from the line shown on. For example, the file was damaged in transfer, or its last character is cut in half.
I009 = where an article begins at line { $line } of { $file } is doubtful
    .hint = check the beginning of this article and the end of the one before
    .explain = Several readings were about equally likely, and the best was taken. For example, a title may belong to the text before or after it. See the evidence with --explain.
I011 = { $count } private-use characters stand in { $file }
    .hint = replace them by the right characters from the original
    .explain = Private-use characters mean something only in their own font and appear as blanks or boxes elsewhere. For example, typesetting systems use them for folios or rare characters. The first stands on the line shown.
I012 = { $file } was edited, so the new import goes to { $path }
    .hint = compare the two files, merge what you need and delete the new one
    .explain = Importing again never overwrites an article that a person has changed. For example, you corrected a typing error and imported the same source again. The new text stands beside it.
I013 = { $file } is a { $format } file, which cannot be imported
    .hint = { $kind ->
        [word] open it in Word or WPS, save it as .docx, and import that
        [pdf] open it in Word or WPS and save it as .docx; the text of a scanned PDF must be recognised first
        [epub] turn it into .docx or .txt, for example with calibre, and import that
        [page] open it in a browser, save it as a complete web page (.html), and import that
        [sheet] paste the tables you need into a Word file and import that
        [slides] save the text you need as .docx or .txt and import that
        [picture] pictures are imported with the articles that show them; put a lone one into content/ and show it with ![caption](file name)
        [package] unpack it and import the folder
       *[other] save it as .docx or as text (UTF-8) in the program it comes from
    }
    .explain = Import reads plain text, Markdown, Word files (.docx) and web pages (.html). For example, PDF and old .doc files must be turned into one of these first. The format is told by the first bytes of a file, or by the ending of its name in a folder or container.
I014 = the article from line { $line } of { $file } names neither unit nor author
    .hint = write unit or authors into the head of its file in content/
    .explain = The source does not say who wrote it. For example, an editorial. An article without a unit is in no volume gathered by unit.
I030 = { $file } is damaged and cannot be unpacked
    .hint = Download it again, or open it in its program and save a copy, then import that
    .explain = The list of entries of the container cannot be read, or it has no document in it. For example, the transfer broke off half-way.
I031 = { $file } unpacks to too much, over { $limit }{ $key ->
        [entries] {" "}files
       *[other] {""}
    }
    .hint = Split it into several files and import those, or raise `{ $key }` in [limits] of huikan.toml
    .explain = A part of the container unpacks to more than the limit, or it has too many parts. For example, a zip bomb: some kilobytes made to unpack to gigabytes. Pictures do not count.
I060 = { $file } is a container in a container and was not opened
    .hint = Unpack the outer one and import the folder
    .explain = Containers in containers are not opened: one in another can unpack to any size. For example, every unit sent a container, and someone packed them into one. The other files are imported as usual.
I061 = { $file } has a password and cannot be read
    .hint = Remove the password, save a copy, and import that
    .explain = The text cannot be unpacked without the password. For example, a Word file with a password for opening, or a container that was packed with one. Import never asks for passwords.
I032 = { $part } in { $file } is no well-formed XML, at line { $line }
    .hint = Open it in Word or WPS, save a copy, and import that
    .explain = The content of a Word file is XML; here it breaks the rules, or it declares a document type. For example, a program cut it off. Document types are refused, so that no entities expand without end.
I033 = { $count } { $count ->
        [one] picture
       *[other] pictures
    } in { $file } { $count ->
        [one] was
       *[other] were
    } not imported
    .hint = { $key ->
        [none] Save the pictures you need in a folder of content/ and place them with ![caption](file name)
       *[other] One is over the limit of { $limit }: raise `{ $key }` in [limits] of huikan.toml; save others in a folder of content/ and place them with ![caption](file name)
    }
    .explain = A book can hold PNG, JPEG and SVG pictures that are in the source or beside it. For example, a page only names the address of a picture, a Word file holds EMF or GIF, a picture is too large or damaged, or it is only an icon among words. Captions are imported as usual.
I034 = “{ $name }” in { $file } was not read: its name leads outside the container, or stands in it twice
    .hint = Pack the files again with a trustworthy program
    .explain = Names in a container may only lead into it. For example, a name that begins with ../ would be written elsewhere. The other files are imported as usual.
I035 = { $file } has { $count } { $what ->
        [formula] formulas, of which only the characters were imported
        [chart] charts that were not imported
        [diagram] diagrams that were not imported
        [object] embedded objects that were not imported
        [chunk] embedded files that were not imported
        [deletion] tracked deletions that were not imported
        [media] pieces of audio, video or graphics that were not imported
       *[form] things that were not imported
    }
    .hint = Look at the original and write what you need into the article
    .explain = These things have no form in text. For example, formulas and charts in a Word file, or videos in a web page. The rest of the text is imported as usual.
I037 = { $file } holds no files
    .hint = Check the path, or put the sources there
    .explain = The folder or container that was given is empty, so there is nothing to import. For example, it holds only hidden files. Hidden files (with names that begin with a dot) are no sources.
I036 = { $count } places in { $file } are nested too deep, over { $limit } in each other, and only their text was taken
    .hint = Compare the paragraphs of these places with the original, or raise `elements` in [limits] of huikan.toml
    .explain = Tables in tables or boxes in boxes go deeper than the limit, and the text in them became one paragraph. For example, a page that a program made. No text is lost.
I040 = { $file } goes: nobody edited it, and the new import has no such article
    .hint = its text is in other articles of the folder, or under left_out in the report
    .explain = Importing again has changed titles or boundaries, and no article belongs to this file any more. For example, two articles have become one. Only files that nobody edited are removed; otherwise the book would hold the text twice.
I041 = { $file } was edited, so it stays; but the new import has no such article
    .hint = compare it with the articles in its folder, take over your changes and delete it
    .explain = Importing again has changed titles or boundaries, and no article belongs to this file any more. For example, two articles have become one, and you had edited one of them. Its text may stand in another article as well: choose before you build.
I042 = { $file } was deleted and is not written again
    .hint = to have it back, delete its entry in { $ledger } and import again
    .explain = Importing again respects what you have deleted. For example, one article is not wanted in the book. Import remembers having written the file and does not bring it back behind your back. When all articles of the folder are gone it starts afresh and writes all.
I043 = { $file } cannot be read, so nobody knows which articles were edited
    .hint = all articles there count as edited and are kept; look at the .new.md files beside them
    .explain = This file holds what import has written. For example, merging two versions left marks of a conflict in it. Then every article that differs from the new text is kept, the new text goes beside it, and the record is written anew.
I044 = import.toml is not as it should be: { $slip ->
        [quote] a text lacks its quotes, or one of them
        [bracket] a bracket lacks its partner, or a comma is missing
        [equals] the equals sign after a name is missing
        [value] the value after an equals sign is missing or malformed
        [twice] a name stands there twice
        [missing] { $detail } is missing here
        [list] a list is wanted here, in brackets
        [text] a text is wanted here, in quotes
       *[other] { $detail }
    }
    .hint = names of files and texts stand in quotes, lines are numbers, several stand in brackets: starts = [181, 240]
    .explain =
        Corrections in import.toml must be well-formed TOML. One mistake makes the whole file unreadable; then
        nothing beside it is imported, lest what was corrected turn back. Example: write starts = [181] in place
        of starts = 181; the quotes in ["a.txt"] belong to the name.
I045 = import.toml knows no “{ $key }”
    .hint = { $nearest ->
        [none] there are starts, joins, left_out, kept, paragraphs, no_paragraphs and [["name".article]]
       *[other] did you mean “{ $nearest }”?
    }
    .explain =
        The table of a source has only these keys, that of an article line, title, subtitle, unit, authors and date.
        While a key is not known nothing beside the file is imported, lest a correction be lost. Example: start was
        written for starts.
I046 = { $why ->
        [source] import.toml speaks of { $name }, which is not in its folder
        [date] “{ $name }” is no date
        [range] the source has no line { $line }; its last is { $name }
        [order] the first line, { $line }, comes after the last, { $name }
        [blank] line { $line } of the source is blank
        [first] no text stands before line { $line }, so an article or its text must begin there
        [no-article] line { $line } stands in no article
       *[contradicts] two corrections of line { $line } contradict each other, and this one is not followed
    }
    .hint = { $why ->
        [source] check its name; a file in a container is called "letters.zip/a.txt"
        [date] write 2024, 2024-05 or 2024-05-01
        [contradicts] remove one of them
        [no-article] take any line of the article; lines that were left out wrongly go into kept
       *[other] check the number of the line in the source; the first line is 1
    }
    .explain =
        Corrections name places by lines, and one whose line does not fit cannot be followed; all others still are.
        Example: a new version of the source has other lines, or a line stands both in starts and in joins.
I047 = { $key } has no effect on { $file }
    .hint = it is meant for plain texts; elsewhere a paragraph is a paragraph, and can be corrected in the source itself
    .explain =
        Word files, web pages and Markdown say what is a paragraph, so nothing is guessed, and paragraphs,
        no_paragraphs and kept are for .txt only. Example: join a paragraph that was cut in two in Word itself.
I048 = { $file } has changed since it was last imported: the lines named in import.toml may not fit any more
    .hint = see with --dry-run --explain where the corrections fall
    .explain =
        Corrections are still followed by their lines. When lines were added or taken away they point elsewhere.
        Example: the new version has two more lines at its beginning. It is said once: the next import of the same
        source says nothing.
I049 = line { $line } of { $file } { $how ->
        [begun] begins a paragraph, but may go on with the one before
       *[joined] goes on with a paragraph, but may begin one
    }
    .hint = { $how ->
        [begun] if it goes on, write no_paragraphs = [{ $line }] into import.toml beside the source
       *[joined] if it begins one, write paragraphs = [{ $line }] into import.toml beside the source
    }
    .explain =
        Paragraphs that were cut by line ends are joined by the lengths of lines, their marks and indents; when both
        readings are about equally likely there is a doubt. Example: a line fills its column and ends with a full
        stop, and the next may be a new paragraph or not.
I050 = this article and { $other } are one text ({ $share }% of the shorter one stands in the other{ $longer ->
        [this] ; this one is longer
        [that] ; that one is longer
       *[none] , both are of one length
    })
    .hint = keep one of them, or write [volumes] keep = "first" or "longest" in huikan.toml; to have both, do nothing
    .explain =
        A reprint, a shortened version, an old text under a new title: each is an article of its own. Titles,
        spaces and marks do not count. Without keep nothing is left out. Example: a full text in the March issue
        and its digest in the yearbook.
I051 = { $file } was left out: { $other } has the same text
    .hint = to have this one, delete the other, or remove keep from [volumes] in huikan.toml
    .explain =
        huikan.toml says keep = "first" or "longest": of texts that repeat each other only one comes into the
        books. The file is unchanged. Example: a speech arrived twice, and keep = "first" leaves out the second.
I052 = `{ $name }` may be more than one unit: { $count ->
        [1] titles mention { $places }
       *[other] it stands in { $sources }{ $places ->
            [none] {""}
           *[other] , and titles mention { $places }
        }
    }
    .hint = if it is, say which one in [units] of huikan.toml, as in { $line }
    .explain =
        A name like "Municipal Library" does not say of which city, and in another source it may be another one.
        Unless you say so they are one unit with one volume. Names that stand in [units] are not mentioned again.
I053 = line { $line } of { $file } says “{ $text }”: an article stands in two places and was not joined
    .hint = in content/, put the text of the second place at the end of the first and delete the second file
    .explain =
        Newspapers divide an article between two pages and say so: 下转第3版 (continued on page 3), 上接第1版
        (continued from page 1). These lines are no text and are left out (left_out of the report); the two pieces become
        files of their own for a person to join, because several articles of a page may go on on the same other page.
I054 = { $file } was not read: an import.toml has to stand beside the source
    .hint = move it to { $place }
    .explain =
        Import reads only the import.toml in the folder of a source; for a source in a container, the one beside the
        container. Example: for sources/river.txt it is sources/import.toml; in the folder of the publication or in
        content/ it has no effect.


## V volumes

V001 = `{ $path }` differs from `{ $first }` by upper and lower case only
    .hint = rename one of the files
    .explain =
        On many computers these are one file, and one article would hide the other.
        Example: content/river/A.md and content/river/a.md.
V003 = the volume `{ $id }` has no articles and is not made
    .hint = check the paths in include; an article that is the preface does not count
    .explain =
        A hand-made volume needs patterns in include that choose at least one article.
        Example: include = ["content/river/*.md"].
V004 = the article has no unit and stands in no unit volume
    .hint = write `unit: name of the unit` into its front matter
    .explain =
        Unit volumes gather articles by unit. Those without one stand only in source volumes and hand-made ones.
        Example: unit: City Library.
V005 = there is no volume `{ $id }` to change
    .hint = { $nearest ->
        [none] add include for a new volume, or see `huikan list` for those there are
       *[other] did you mean `{ $nearest }`? A new volume needs include
    }
    .explain =
        A [[volume]] without include changes a volume gathered by source or unit, so its id must be the name of one.
        Example: the volume of river.txt is river; id = "river" can change its title.
V006 = there is no `{ $path }`
    .hint = { $nearest ->
        [none] preface is the path of an article, cover that of an image, both from content/ on
       *[other] did you mean `{ $nearest }`?
    }
    .explain =
        The preface of a volume is an article of content/, its cover an image of content/.
        Example: preface = "content/preface.md", cover = "content/images/cover.png".
V007 = there are no articles
    .hint = put articles into content/, or import some with huikan import
    .explain =
        There are no Markdown files in content/, so there is nothing to make a book of.
        Example: huikan import sources/*.txt.
V008 = the name `{ $wanted }` of the volume `{ $title }` is taken, so it is called `{ $id }`
    .hint = for another name, rename the source file or add a volume in huikan.toml
    .explain =
        Names of volumes come from names of sources and units; without punctuation and in lower case two may be the
        same, and the later one gets a number. Example: river.txt and river.docx become river and river-2.

## S styles

S001 = there is no style called “{ $style }”
    .hint = { $nearest ->
        [none] the styles there are: { $known }
       *[other] did you mean “{ $nearest }”? The styles there are: { $known }
    }
    .explain = A style is one of those built in, or a .toml file in the publication's styles/ folder; its name is the file's name without .toml. For example, styles/ours.toml is the style ours; asking for our gives this message, and book-a5 is used instead.
S002 = the style file has a syntax error: { $reason }
    .hint = correct the marked place as TOML asks
    .explain = Style files are written in TOML: a group's name in brackets, then lines of name = value, with words in quotes. For example, [text without its closing bracket gives this message, and nothing of the file takes effect.
S003 = { $key } cannot have this value
    .hint = { $kind ->
        [length] write a length, such as "10.5pt", "23mm", "五号" or "2em"
        [size] write a length of at least 3pt, such as "10.5pt", "23mm", "五号" or "2em"
        [dots] write a length of at least 1pt, such as "4pt" or "0.4em"
        [number] write a whole number in a sensible range, without quotes
        [flag] write true or false
        [font] it may be "song", "hei", "kai" or "fangsong"
        [strong] it may be "song", "hei", "kai" or "fangsong"
        [emphasis] it may be "song", "hei", "kai" or "fangsong"
        [head] it may be "song", "hei", "kai" or "fangsong"
        [level] it may be "none", "basic", "gb", "gb+" or "strict"
        [punctuation] it may be "quanjiao", "kaiming", "banjiao", "hangmobanjiao" or "raw"
        [opening] it may be "flush", "paragraph" or "full"
        [numbering] it may be "page" or "article"
        [align] it may be "start", "center" or "end"
        [start] it may be "page", "recto" or "run-on"
        [direction] it may be "horizontal" or "vertical"
       *[other] write words in quotes
    }
    .explain = Every value of a style has its form and range; book-a5's value replaces one that does not fit. For example, size = "10.5" lacks its unit: write size = "10.5pt" or size = "五号".
S004 = a style has nothing called { $key }
    .hint = { $nearest ->
        [none] the built-in book-a5.toml lists everything there is
       *[other] did you mean { $nearest }?
    }
    .explain = Only what book-a5.toml lists can be set; the rest is passed over. For example, pich instead of pitch leaves the distance of lines as it was.
S005 = the type area does not fit the page
    .hint = take fewer characters or lines, a smaller size, pitch or margin, or a larger page
    .explain = Characters times size is the width of the type area; lines and pitch give its height. With the inner and the top margin they must not exceed the page, and the pitch must not be less than the size. With columns, the characters less the gaps between them must divide evenly. For example, A5 is 148mm wide and has no room for 60 characters of 五号. Page and type area are then those of book-a5.
S006 = style `{ $style }` extends itself by a circle
    .hint = change this extends or remove it; a built-in style need not name itself
    .explain = What a style does not give comes from the style that it extends, which may extend another one, down to one without `extends`. If a.toml says extends = "b" and b.toml says extends = "a", this message comes, and what neither gives is taken from book-a5.
S007 = style `{ $style }` was not read: { $limit } styles before it extend each other already
    .hint = join some of them into one, or raise `styles` in [limits] of huikan.toml
    .explain = Styles that extend each other have a limit, so that there is an end. If a extends b, b extends c, and so on for nine of them, the ninth is not read, and what the others do not give is taken from book-a5.


## T typefaces

T001 = { $file } is not a font file that can be read; it was left out
    .hint = use a whole TTF, OTF or TTC file, or take it out of fonts/
    .explain = A file in fonts/ must have tables of glyphs and of advances. Broken downloads, web fonts (WOFF) and other files with a changed ending have none. If song.woff2 is renamed to song.ttf, for instance, this message appears; use the TTF file of the font.
T002 = no font has “{ $character }” ({ $code })
    .hint = put a font that has it into fonts/, or use another character
    .explain = Neither the built-in fonts nor those in fonts/ nor those of the system have the character. It is drawn as a box; copied text is still right. Some characters of place names, for instance, are only in fonts of very large coverage: put one into fonts/.
T003 = “{ $character }” ({ $code }) was taken from a font of this machine, { $font }
    .hint = copy the font into fonts/, so that other machines make the same book
    .explain =
        Neither the built-in fonts nor those in fonts/ have the character, so a font installed on this machine was
        used. Another machine may not have it and would make a different book.
        Example: a rare place name came from a large system font; put that into fonts/ to settle it.

## L lines

L001 = “{ $word }” is longer than a line{ $style ->
        [none] {""}
       *[other] {" "}of the style { $style }
    } and was broken in the middle
    .hint = shorten it, or use a wider type area
    .explain = A Latin word, an address or a number does not fit into a whole line, so it was broken anywhere, without a hyphen. A long web address in a narrow table column is an example.
L002 = a line could not be filled{ $style ->
        [none] {""}
       *[other] {" "}(style { $style })
    }: { $line }
    .hint = reword the text near this line, or use a wider type area
    .explain = The line is short even with its gaps at their limit, so it does not reach the margin. Usually a long word or address that may not be broken comes next and the measure is narrow: an address of five characters in a column of six, for instance.

## P pages

P002 = the figure with its caption is taller than a page of the style { $style } and was made smaller
    .hint = give the figure a smaller width, or shorten its caption
    .explain = What cannot be divided and does not fit a page has to shrink. For example, a tall narrow picture as wide as the measure is taller than the page; a smaller width helps.
P003 = a table of { $columns } columns does not fit the measure of the style { $style }
    .hint = take fewer columns, or divide the table in two
    .explain = A column needs room for two characters at least. With too many columns they come so close that words overlap. For example, the type area of A5 has no room for a table of twenty columns.
P004 = the white between lines is only { $percent } % of the type size: no room for ruby, emphasis dots and lines along names
    .hint = raise text.pitch in the style to one and a half times the size, or to 1.6 times where marks stand on both sides
    .explain =
        Ruby stands above the characters, dots, name lines and waves below them, all in the white between two lines. When that is less than half
        a character they touch the next line. For example, a text of 10.5 pt needs a pitch of 15.75 pt at least.
P005 = `{ $words }` does not fit on the spine; it is left out
    .hint = give the volume a shorter title, or print it on thicker paper
    .explain = Words on a spine stand in one line, in at least 7 pt, with a millimetre free at both sides. When they are too long or the spine is too narrow they are left out of it; the front has them all the same. For example, a spine of 6 mm takes letters of 11 pt.
P006 = `{ $isbn }` is not a valid ISBN; the cover has no bar code
    .hint = look at the digits, the last one above all: it is reckoned from the others
    .explain = The bar code on the back of a book is an EAN-13 made of the 13 digits of its ISBN, which begins with 978 or 979. Hyphens do not count. For example, 978-7-5327-0000-5 is wrong: its last digit must be 4.


## X PDF

X001 = the image { $image } cannot be put into a PDF: { $reason }
    .hint = open it in an image viewer and save it as JPEG or PNG
    .explain = A PDF takes JPEG, PNG and SVG pictures. A damaged file, a name that does not fit its content, or a rare compression such as lossless JPEG does not go in, and the PDF of the volume is not written. A “picture.jpg” saved from a web page, for example, may really be WebP.
X002 = the PDF of “{ $title }” cannot be made: { $reason }
    .hint = this is most likely a fault of huikan: report this message with an article that shows it
    .explain = The pages were laid out, but writing them as a PDF failed. A volume without a single page, for example, leaves nothing to write. Other volumes are not affected.
X003 = the booklet of “{ $title }” takes { $sheets } sheets, more than { $limit } at once; it has become { $booklets } booklets: { $each } sheets
    .hint = fold and staple them in order, { $each } sheets; if your stapler takes more, say so with most-sheets
    .explain =
        Saddle stitching folds a stack of sheets and staples it in the fold. Too many sheets cannot be pierced, and the
        inner pages creep out, so a thick volume becomes several booklets of nearly one thickness, with folios running
        on. The limit is most-sheets, 15 when absent. Example: a booklet of 88 pages takes 22 sheets and becomes two of 11.
X004 = the font { $font } cannot be embedded in a PDF: { $reason }
    .hint = use another font file, or download it again
    .explain = A PDF holds only the glyphs it uses, and for that the outlines of the font must be readable. A damaged file, a font of bitmaps only or one with CFF2 outlines is not. A variable font, for example, must be exported as a static one first.
X005 = the pages of “{ $title }” ({ $page }) do not fit on the sheet ({ $sheet })
    .hint = take larger paper, `sheet = "A3"`, or a style with smaller pages, or less of folds, up and bleed
    .explain = Imposition never scales: the pages of a side lie beside each other and must fit on the paper. A5 pages, for example, go two on A4 and four on A3; with bleed they need the larger SRA paper.
X006 = the sheet of “{ $title }” ({ $sheet }) leaves no room for crop and registration marks; they are not printed
    .hint = use paper of at least { $need }, or remove marks
    .explain = Crop and registration marks stand outside trim and bleed and take 10 mm at each side. Two A5 pages on A4 paper, for example, leave none; SRA4 or A3 paper does.
X007 = { $image } is a CMYK picture, which an archive in PDF/A-2u cannot hold
    .hint = save it as RGB or gray, or take another edition
    .explain = The colours of an archive must have a meaning without a printing press, here that of sRGB; CMYK is amounts of ink. A cover photograph from the print shop in CMYK, for example, has to be turned into RGB first.
X008 = { $image } prints at { $found } dots per inch, and print wants { $wanted } or more
    .hint = take a larger picture, or print it smaller
    .explain = The screens of print shops are much finer than those one reads on: photographs need 300 dots per inch and line drawings 600, or they look soft and jagged. Only editions for PDF/X-4 are asked. A photograph 10 cm wide, for example, needs at least 1,180 pixels across.
X009 = { $profile } is no profile of a press with four inks
    .hint = ask the print shop for the output profile (CMYK) of its press and paper, or remove profile
    .explain =
        There are profiles of cameras, screens and presses. For PDF/X-4 it has to be that of a press: an output profile
        for cyan, magenta, yellow and black with the tables that turn colours into inks. A profile of a screen such as
        sRGB, for example, is refused.
X010 = something in the drawing { $image } cannot be drawn in a PDF
    .hint = turn masks, filters, patterns, blend modes and transparent gradients into plain shapes in the drawing program, or export a PNG
    .explain =
        Shapes, gradients, clips, transparency, text and pictures of an SVG are drawn as vectors. Masks, filters (shadows,
        blur), patterns, blend modes and transparent gradients are left out, and the rest is drawn. In an EPUB stands the
        drawing itself, and readers draw it. A chart with a drop shadow, for example, has none in the PDF.

## E EPUB

E001 = the EPUB of volume { $volume } could not be assembled: { $problem }
    .hint = this is most likely a fault of huikan itself; please report it with the huikan.toml and articles of the volume
    .explain = Package document, contents and container are made from the articles and styles/epub/. When one step fails the book is not written; other volumes are built all the same. For example, this appears when a library writes a package document without an element that huikan has to complete.
E002 = a template of the EPUB is wrong: { $problem }
    .hint = correct it after the built-in template of the same name, or delete your copy
    .explain = Files in the publication's styles/epub/ stand in place of the built-in templates of the same name. When one does not parse, uses a name that does not exist, or the SVG of the cover cannot be read, the book is not written. For example, chapter.xhtml says page.titel where the name is page.title.
E003 = the link { $url } leads nowhere in a book; only its words were kept
    .hint = write a full address with http, https or mailto, or remove the link
    .explain = Links in a book lead to web pages and mailboxes only. Relative addresses have no file in the book, and addresses such as javascript: run code, so neither is put into it; the words of the link stay. For example, [annex](annex.doc) becomes the word annex.
E004 = { $language } is not a language tag; zh-CN is used
    .hint = write a tag such as language = "zh-CN" under [publication] in huikan.toml
    .explain = Readers choose glyphs, line breaks and voices by the language tag. A tag consists of letters and digits joined by hyphens, see BCP 47. For example, Simplified Chinese is zh-CN or zh-Hans; the word Chinese is not a tag.
E005 = the font { $font } is not embedded: { $problem ->
        [forbidden] its maker forbids it
       *[broken] it cannot be cut ({ $detail })
    }
    .hint = remove it from fonts/, or take another; readers use their own fonts in its place
    .explain = With embed = "all", "display" or "rare" a book brings along the glyphs it needs. A font says in itself (OS/2, fsType) whether that is allowed; one that forbids it, or that is damaged, stays out, and readers show these characters in a font of their own. For example, many fonts bought for one office may not leave it.
E010 = this is no sound EPUB: { $problem ->
        [zip] it is no ZIP container ({ $detail })
        [missing] its first file is not mimetype
        [compressed] mimetype is compressed
        [extra] mimetype has extra fields
       *[wrong] mimetype does not say application/epub+zip
    }
    .hint = build it again with huikan build; if it was unpacked and packed again, mimetype must come first and uncompressed
    .explain = An EPUB is a ZIP container whose first file is called mimetype, is not compressed and says exactly application/epub+zip; by that readers know a book. For example, ordinary packing programs often do not put mimetype first.
E011 = the name { $name } in the container is not allowed: { $problem ->
        [outside] it leads outside
        [twice] another file has it, perhaps in other case
       *[characters] it has characters that are forbidden
    }
    .hint = rename the file, and change what points to it
    .explain = Readers unpack the container onto a disk. Names with “..”, a slash at the start or a colon, and two names that differ in case only, fail there or write somewhere else. For example, ../evil.xhtml, or A.xhtml beside a.xhtml.
E012 = { $problem ->
        [large] a file unpacks to too much, over { $limit }
        [many] there are too many files, over { $limit }
       *[damaged] a file is damaged: { $detail }
    }
    .hint = { $problem ->
        [damaged] fetch or build the book again
       *[other] if the book has to be so large, raise `{ $key }` in [limits] of huikan.toml
    }
    .explain = Unpacking has limits (entry, unpacked and entries in [limits]), so that a small book cannot become a huge heap. Wrong checksums and missing data are reported here too. For example, a download that broke off.
E013 = the book has no package document: { $problem ->
        [container] META-INF/container.xml is missing
        [rootfile] container.xml names none
       *[missing] { $name } is not there
    }
    .hint = build it again with huikan build
    .explain = META-INF/container.xml says where the package document (.opf) is, which says what the book holds and in which order it is read; without it there is no book. For example, the folder META-INF was lost on the way.
E014 = line { $line } is no well-formed XML: { $problem ->
        [encoding] not UTF-8
        [nesting] over { $detail } elements in each other (`elements` in [limits] of huikan.toml)
        [entity] it defines entities of its own
       *[other] { $detail }
    }
    .hint = correct what is named; with templates of your own, look at the file of that name in styles/epub/
    .explain = The documents of a book are XML, and after one mistake many readers do not show the chapter at all. Entities of its own and hundreds of levels can use up a reader's memory and are refused too. For example, </p> is missing, or & is not written as &amp;.
E015 = the package document has no { $name }
    .hint = add it to <metadata>
    .explain = Every book needs an identifier, a title, a language and the time of its last change, and unique-identifier of the package element must name one of the identifiers. Readers tell books apart by them, sort shelves and choose fonts. For example, without dc:language a reader does not know where lines may break.
E016 = { $name } in the manifest { $problem ->
        [twice] is listed twice
       *[missing] is not in the container
    }
    .hint = correct the manifest, or put the file in
    .explain = The manifest of the package document lists every file of the book once. A file that is listed and not there is an error when a reader opens the book. For example, a picture was deleted and is still listed.
E017 = the manifest does not list { $file }
    .hint = add an item to the manifest, or take the file out of the container
    .explain = A file that is not in the manifest is no part of the book: readers may drop it, and shops refuse the book. For example, a picture was put in by hand and the package document left as it was.
E018 = { $file } is declared as { $declared }, { $real ->
        [foreign] which readers need not know
        [unknown] but is something else
       *[other] but is { $real }
    }
    .hint = correct media-type in the manifest; convert what readers do not know
    .explain = Readers open a file as the manifest says. A picture of the wrong type is not shown; what is not one of the core types of EPUB (JPEG, PNG, GIF, SVG and WebP pictures, XHTML, CSS, common fonts) needs a fallback. For example, “picture.jpg” is really WebP.
E019 = the reading order is wrong: { $problem ->
        [empty] it has no documents
        [missing] the manifest has no id { $name }
        [twice] { $name } stands in it twice
        [ncx] the old contents { $name } are not in the manifest
       *[type] { $name } is no document that can be read
    }
    .hint = correct the spine of the package document
    .explain = The spine lists documents by id, and readers turn pages in that order. An id that is not there, or one of a picture or a style sheet, is a page that cannot be turned. For example, a chapter was deleted and the spine left as it was.
E020 = the contents are wrong: { $problem ->
        [missing] there is no navigation document
        [toc] the navigation document has no contents list
        [empty] the list is empty
        [ncx] the old contents are empty
       *[order] { $name } does not follow the order of the text
    }
    .hint = correct the navigation document; with a nav.xhtml of your own, compare it with the built-in one
    .explain = The contents of EPUB 3 are a document with properties="nav", in which a list of epub:type="toc" names the chapters in the order of the text; a page list likewise. Out of order, readers show wrong progress and jump to the wrong chapter. For example, chapter 3 is listed before chapter 2.
E021 = { $url } leads nowhere
    .hint = correct the address, or remove the link
    .explain = Links, pictures and style sheets must lead to files of the book, what follows # must be an id of that document, and nothing may lead out of the container. For example, a note links to #n3 and no element has the id n3.
E022 = the id { $id } stands twice in the document
    .hint = rename one of them, and the links to it
    .explain = An id may stand once in a document: else links do not know where to go, and the document is not valid. For example, two notes are both called n1.
E023 = something in the book would run: { $what }
    .hint = remove it
    .explain = Scripts, event attributes, forms, embedded pages, javascript: addresses and refreshes are of no use in a book, forbidden by many readers, and not safe. For example, an onclick pasted from a web page.
E024 = { $url } would be fetched from elsewhere
    .hint = put it into the book, or remove it
    .explain = A book can be read without a network. Pictures, style sheets and fonts on the web are missing then, and tell their owner who reads; links for people to follow are fine. For example, <img src="https://…">.
E025 = the font { $file } is declared as { $declared }, but is { $real ->
        [unknown] no font
       *[other] { $real }
    }
    .hint = use a sound font file and correct media-type in the manifest
    .explain = Readers load a font as the manifest says; when that is wrong or the file is damaged they fall back to their own, and rare characters may show as boxes. For example, a .ttf was renamed to .woff2.
E026 = { $what ->
        [alt] the image { $name } has no text alternative
        [lang] the document does not say its language
       *[title] the document has no title
    }
    .hint = { $what ->
        [alt] write alt on the img; alt="" for mere ornament
        [lang] write lang and xml:lang on the html element
       *[title] write a title in the head
    }
    .explain = People who do not see listen to a screen reader: pictures need words, documents a language and a title, so that it knows which voice to use and which chapter this is. For example, <img src="map.png"> without alt is read as the name of the file.
E027 = there are { $count } more of { $code } that are not listed
    .hint = correct those that are listed, then check again
    .explain = The first 20 problems of a kind in a book are listed and the others counted; most have one cause. For example, a mistake in a template is in every chapter.
E028 = the package document has no { $name }
    .hint = add it to <metadata>
    .explain = By these lines readers and libraries know whether they can use a book: whether it is text or pictures, what makes it easier to read, whether anything flashes. For example, schema:accessMode says textual.


## W writing: slips of the text

W001 = a quotation mark points the wrong way or lacks its other half: { $text }
    .hint = { $right ->
        [none] correct it from the original
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        Quotation marks come in pairs, inner ones single. A quotation of several paragraphs may open each of them
        and close only the last. For example, ”红色“ should be “红色”. --fix turns round a pair of which both are
        wrong and a mark whose neighbours leave no doubt; the others are only reported.
W002 = straight quotation marks in Chinese: { $text }
    .hint = { $right ->
        [none] use curled quotation marks
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        Straight marks do not say which side they are on; Chinese uses curled ones. For example, "红色" should be
        “红色”. --fix corrects them where those of a paragraph pair and none can stand for inches.
W003 = a half-width mark among Han: { $text }
    .hint = { $right ->
        [none] use the full-width mark
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        Chinese uses full-width marks. Decimal points, times (10:30), commas in thousands, addresses and marks in
        Latin text are right as they are. For example, 春天来了,花开了. --fix corrects a mark between Han; full
        stops and marks with Latin on one side are only reported, since they may mean something else.
W004 = full-width digits or letters where others are half-width: { $text }
    .hint = { $right ->
        [none] use half-width ones
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        One article has digits or letters of both widths, and they print unevenly. For example, ２０２２年 and
        2023年. --fix makes them half-width. An article that has full-width ones only is not reported.
W005 = a wrong zero in a Chinese numeral: { $text }
    .hint = { $right ->
        [none] write `〇`
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        The zero of years and numbers is 〇 (GB/T 15835), not a circle, a digit or a letter; nor is it 零 in a year
        of four characters. For example, 二○二三, 二0二三 and 二零二三年 should have 〇. --fix corrects them.
W006 = the dot in a name is a wrong character: { $text }
    .hint = { $right ->
        [none] write `·` in a name, `。` at the end of a sentence
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        The dot is `·`. Bullets and Japanese dots look alike but have another width and height. For example,
        列夫•托尔斯泰 should be 列夫·托尔斯泰. --fix corrects it; a full-width full stop is only reported.
W007 = a dash is half or a wrong character: { $text }
    .hint = { $right ->
        [none] write `——` if it is a dash
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        The dash is two characters wide. Single ones that join the ends of a range (三月—五月) and hyphens are right.
        For example, 他来了--终于来了. --fix corrects two hyphens, a dash torn in two, and half a dash at the
        start of a line.
W008 = an ellipsis is half or made of other dots: { $text }
    .hint = { $right ->
        [none] write `……`
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        The ellipsis is six dots in two characters. For example, 他说..., 他说。。。 and 他说… should be 他说……. --fix
        corrects three or six dots; four and five are only reported.
W009 = marks that cannot follow each other: { $text }
    .hint = { $right ->
        [none] keep one of them
       *[other] keep one `{ $right }`; huikan check --fix does it
    }
    .explain =
        One of two marks was probably meant to go. Several question or exclamation marks are right. For example,
        水涨了，，船走了. --fix keeps one of two equal marks; different ones are only reported.
W010 = a space in a sentence: { $text }
    .hint = { $right ->
        [none] take it out if it is not meant
       *[other] take it out; huikan check --fix does it
    }
    .explain =
        Spaces between Han often come from scanners and justified lines. Spaces in titles, lists of names and
        quotations and full-width spaces are meant. For example, 河水从 山里出来. --fix takes out those beside
        a mark; those between Han are only reported.
W011 = a character that looks like the right one: { $text }
    .hint = { $right ->
        [none] correct it from the original
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        Scanners and typists mistake characters that look alike. Only what is never right in its place is reported,
        so some are missed. For example, 自已的, 巳经, 进—步, 5曰, 2O22年. --fix corrects them.
W012 = this paragraph seems to go on from the one before: { $text }
    .hint = the one before breaks off; join them if they are one
    .explain =
        The paragraph before stops at a comma, or this one begins with a mark that cannot begin one: probably a column
        or page ended there. For example, 水从山里出来， and then ，往东流去。 Verse and lists are not looked at. Whether
        to join them is yours to decide.
W013 = a bracket lacks its other half: { $text }
    .hint = add the other half, or take this one out
    .explain =
        Within a paragraph brackets and title marks pair. Half a bracket after a number, as in 1）, is right. For
        example, 《水经注的第一卷。 Only the original says where the other half belongs, so nothing is changed.
W014 = a character was lost: { $text }
    .hint = put it in from the original
    .explain =
        The mark � stands for bytes that could not be read, mostly after a wrong conversion. For example, 水利�.
        Put in the character from the original, or convert the source again.
W015 = a character that cannot be seen, { $what }: { $text }
    .hint = { $right ->
        [none] take it out, or break the line there
       *[other] take it out; huikan check --fix does it
    }
    .explain =
        Zero-width spaces and control characters cannot be seen but spoil searching, line breaks and display. They
        come from web pages and PDFs. For example, U+200B between copied characters. --fix takes out those beside
        Han; those that break lines or pages are only reported.
W016 = a radical or compatibility form for an ideograph: { $text }
    .hint = { $right ->
        [none] write the ordinary ideograph
       *[other] write `{ $right }`; huikan check --fix does it
    }
    .explain =
        Text out of a PDF may have Kangxi radicals or compatibility forms that look like an ideograph: searches miss
        them and fonts lack them. For example, ⼀ (U+2F00) should be 一 (U+4E00). --fix corrects them.


## cli: what the commands say and their help texts

severity-error = error
severity-warning = warning
severity-note = note
severity-hint = hint
cli-more = ({ $count } more of { $code }; -v shows all)
explain-head = { $code } ({ $severity })
cli-init-done =
    A new publication is in { $folder ->
        [none] this folder
       *[other] `{ $folder }`
    }. Next{ $folder ->
        [none] {""}
       *[other] {" "}(go there first: cd "{ $folder }")
    }:
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
help-quiet = show errors only: answers to what was asked, no account of what was done
help-verbose = show all details
help-log-format = how to write what is not a result: text (the usual), or json, an object on each line
help-help = show this help
help-version = show the version; --version adds how the program was built
help-json = write JSON
version-commit = { $commit ->
    [none] commit: not known to the builder
   *[other] commit: { $commit }
}
version-target = built for: { $target }
version-profile = profile: { $profile }
version-rust = needs to be built: Rust { $rust } or later
version-unicode = Unicode: { $classes } (classes of characters), { $breaks } (breaks in Latin), { $forms } (normal forms), { $widths } (columns)
version-fonts = fonts inside:
help-next-init = Next: `huikan init papers` makes a publication
help-next-import = Next: `huikan import sources/*` turns source files into articles
help-next-build = Next: `huikan list` shows the volumes, `huikan build` makes them
help-init = make a new publication: a huikan.toml with comments and a sample article
usage-init = {"  "}huikan init [DIR]
help-init-folder = the folder to make it in; the current one when left out
help-import = turn source files into articles in content/
usage-import = {"  "}huikan import FILE… [--into DIR] [--dry-run] [--explain] [--report FILE.json] [--lines]
help-import-files = sources: txt, md, docx and html files, or folders and zips of them
help-import-into = the folder of the publication; the current one when left out
help-import-dry-run = say what would be done, write nothing
help-import-lines = only print the lines of the sources with their numbers, for import.toml (> an article begins, - stands in none); write nothing
help-import-explain = say why each article was read so
help-import-report = write the report as a JSON file
help-list = list the volumes and the products there are; with -v the articles too
usage-list = {"  "}huikan list [--by unit|source] [--json]
help-list-by = only volumes of units or of sources
help-fonts = list the fonts that pages are set in: what for, how many characters, from where
usage-fonts = {"  "}huikan fonts [--json]
fonts-head-role = for
fonts-head-name = font
fonts-head-weight = weight
fonts-head-han = Han
fonts-head-all = characters
fonts-head-file = file
fonts-built-in = in the program
fonts-role-song = Song
fonts-role-hei = Hei
fonts-role-kai = Kai
fonts-role-fangsong = Fangsong
fonts-role-latin = Latin
fonts-role-none = gaps
fonts-italic = { $weight } italic
help-where = say which article and line a printed page came from
usage-where = {"  "}huikan where VOLUME PAGE [-e EDITION] [--json]
help-where-volume = a volume, as `huikan list` names it
help-where-page = what stands at the foot of the page: 12, iv
help-where-edition = the edition whose page it is; the first on paper when absent
help-build = make the products of volumes
usage-build = {"  "}huikan build [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--strict] [--force] [--explain] [--plan] [--ticket FILE] [--json]
help-build-volumes = the volumes to build; all when left out
help-build-editions = the editions to make, may be repeated; all when left out
help-build-out = the folder for the products; out when left out
help-build-jobs = number of threads; without it, or with 0, the processor decides
help-build-strict = do not write products with warnings either
help-build-force = make everything again, changed or not
help-build-explain = say why each product was made, or that it was kept
help-build-ticket = build one volume by a ticket of `huikan plan`: read only its files, leave catalog.json alone
help-plan = list the products there are to make, each with its command, for many processes and machines
usage-plan = {"  "}huikan plan [VOLUME…] [-e EDITION]… [-o DIR] [--by product|volume] [--json]
help-plan-by = what a command makes: one product (product) or all of a volume (volume); product when left out
help-catalog = the catalog of products, catalog.json
usage-catalog = {"  "}huikan catalog merge [-o DIR]
help-merge = enter what was built by tickets into catalog.json, as one build on one machine would have
usage-merge = {"  "}huikan catalog merge [-o DIR]
help-merge-out = the folder with the products; out when left out
help-build-plan = make no products; say which page stands on which sheet, and write a model to fold
help-watch = build, and build again whenever something changes
usage-watch = {"  "}huikan watch [VOLUME…] [-e EDITION]… [-o DIR] [-j N] [--serve [--port N]] [--json]
help-watch-serve = show the products in a browser: a page of this machine alone, which follows every round
help-watch-port = the port of that page; 4180 when left out, and the next free one when that is taken
help-watch-json = a line of JSON for each round
watch-serves = page: { $url }
serve-title = huikan
serve-volume = volume
serve-edition = edition
serve-chapters = Chapters
serve-pages = Bookmarks
serve-page = page
serve-of = of {"{count}"}
serve-previous = previous
serve-next = next
serve-open = open alone
serve-frame = product
serve-empty = There is no product to show yet.
serve-problems = Problems
serve-none = Nothing is wrong.
serve-more = {"{count}"} more, see the terminal.
serve-first = building for the first time…
serve-ended = huikan watch has ended; this page does not change any more.
serve-error = error
serve-warning = warning
serve-note = note
watch-waits = waiting for changes; Ctrl-C ends it
watch-round =
    round { $round }{ $round ->
        [1] {""}
       *[other] { $changed ->
            [0] {""}
            [1] {", "}{ $file } changed
           *[other] {", "}{ $changed } files changed
        }
    }: products made: { $made }{ $kept ->
        [0] {""}
       *[other] {" "}({ $kept } unchanged)
    }; errors: { $errors }, warnings: { $warnings }; { $seconds } s
help-check = check the content: proofread it and make all products in memory, write no product
usage-check =
    {"  "}huikan check [--fix] [--json]
    {"  "}huikan check FILE.epub… [--json]
help-check-files = built books: check these EPUB files instead of the publication
help-check-fix = correct slips in the articles of content/ where there is no doubt
help-explain = explain a message at length
usage-explain = {"  "}huikan explain CODE
help-explain-code = the code of a message, such as D004
help-completions = print the completions of a shell
usage-completions = {"  "}huikan completions SHELL
help-completions-shell = bash, elvish, fish, powershell, zsh
help-man = print the manual page
usage-man = {"  "}huikan man [COMMAND] | man -l -
help-man-command = the page of a command; of the program when left out
help-of-help = show the help of the program or of a command
usage-help = {"  "}huikan help [COMMAND]
help-help-command = the command, such as build or catalog merge; the program when left out
help-dump = print the pages as text, for work on the layout
usage-dump = {"  "}huikan dump VOLUME -e EDITION
help-dump-times = lay out N times and say how many pages that made
help-lines = text on standard input into set lines, for test suites
usage-lines = {"  "}huikan lines --measure EM [OPTIONS] < TEXT
help-lines-measure = length of a line in em, a decimal; 0 breaks wherever a line may end
help-lines-level = none, basic, gb, gb+ (default), strict; as in CSS: normal, loose, anywhere
help-lines-lang = language of the text: zh (default), zh-Hant, ja, ko or any other tag
help-lines-punctuation = quanjiao (default), kaiming, banjiao, hangmobanjiao, raw
help-lines-align = justify (default: filled, total fit) or start (ragged, as full as each line gets)
help-lines-overlong = a word longer than the line: break (default) or stick
help-lines-gap = between Han and Latin: elastic (default: 1/4 em that gives), fixed, eighth, none
help-lines-hanging = stops at line ends may stand outside the line
help-lines-shrink-stops = full stops, question marks and colons may be squeezed too, last of all
help-lines-widths = one JSON object a line: text, advance, clusters with text, x and width, all in em
help-lines-breaks = each paragraph once, with ÷ wherever a line may end

where-head = { $volume }, edition { $edition }, page { $page } ({ $place } of { $pages })
where-sheet = on paper: { $section ->
        [0] {""}
       *[other] booklet or signature { $section },{" "}
    }sheet { $sheet }{ $face ->
        [front] , front
        [back] , back
       *[both] {""}
    }
where-none = this page shows no text of an article
where-outdated = { $file } was made before something changed, and its pages may differ; this is the answer for what there is now
where-file = file
where-lines = lines
where-source = source
list-volume = volume
schedule-edition = edition
schedule-hash = content hash
list-kind = series
list-title = title
list-articles = articles
list-characters = characters
list-products = products
list-kind-source = source
list-kind-unit = unit
list-kind-custom = by hand
build-product = product
build-pages = pages
build-size = size
check-fixed = corrected { $file }: { $counts }
check-fixed-none = no slips that can be corrected without doubt
check-count = { $code } × { $count }
check-join = {", "}
plan-head = { $file }: { $pages } pages on { $sheets } sheets ({ $paper }), { $blanks } blank { $blanks ->
        [0] {""}
       *[other] { $tail ->
            [0] at the end
           *[other] before the colophon at the end
        }
    }
plan-turn-short = print on both sides, turned on the short edge
plan-turn-long = print on both sides, turned on the long edge
plan-press-turn = work and turn: one plate for both sides, turned like a leaf, cut in the middle
plan-press-tumble = work and tumble: one plate for both sides, turned head to foot, cut in the middle
plan-booklet = booklet { $section }
plan-signature = signature { $section }
plan-sheet = sheet { $sheet }
plan-front = front
plan-back = back
plan-both = both
plan-folios = numbers count pages; what is printed at the foot of one stands in brackets where it is different
plan-turned = ↓ stands on its head
plan-dummy = model to fold: { $file }
plan-none = no edition is imposed; say so with impose in [[edition]]

check-books = books checked: { $books }; errors: { $errors }, warnings: { $warnings }
build-waits = another huikan is writing into this folder; waiting for it…
why-line = { $file }: { $why }
why-kept = kept, nothing has changed
why-new = made: nothing was known of it
why-forced = made: --force
why-program = made: the program is another one
why-changed = made: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    } changed
why-recipe = made: the settings of the edition or --strict changed
why-gone = made: the file was gone
why-altered = made: somebody changed the file
why-said = made: something was reported the last time and has to be looked at again
input-styles = styles
input-fonts = fonts
input-profiles = colour profiles
input-publication = facts of the publication (huikan.toml)
input-volume = titles or order of the volume
merge-done = entered: { $products }
build-total = products: { $products }
build-begins = volumes
build-pace = volumes · { $pages } pages/s · { $title }
build-done = products: { $products }{ $kept ->
        [0] {""}
       *[other] {" "}({ $kept } unchanged)
    }{ $out ->
        [none] {""}
       *[other] {" "}in { $out }
    }; errors: { $errors }, warnings: { $warnings }

import-source = { $source } ({ $encoding }), articles: { $articles }
import-lines = lines
import-confidence = sure
import-unit = unit
import-title = title
import-done =
    articles in { $folder }: { $files }. Next:
      1. read the articles in { $folder } beside their sources; correct titles, units and boundaries
      2. write units with several names into [units] of huikan.toml
      3. see the volumes with huikan list, make the books with huikan build
import-would = articles that would go into { $folder }: { $files }; nothing was written
import-nothing = no articles were imported
import-alone = there is no huikan.toml { $folder ->
    [none] here
   *[other] in `{ $folder }`
}, so the articles were imported and nothing else was made: huikan build makes the books with the usual settings, huikan init first writes settings to change
import-alone-would = there is no huikan.toml { $folder ->
    [none] here
   *[other] in `{ $folder }`
}: import would write the articles and make nothing else
doubts-head = Please check:
doubts-untitled = · articles without a title: { $count }; write title into their front matter
doubts-boundary = · doubtful boundaries: { $count }; look at the start of the article and the end of the one before
doubts-paragraph = · doubtful beginnings of paragraphs: { $count }; compare them with the original
doubts-unsigned = · articles that name neither unit nor author: { $count }; write unit or authors into their front matter
doubts-slip = · { $code ->
        [W001] quotation marks that point the wrong way or lack their other half
        [W002] straight quotation marks
        [W003] half-width marks among Han
        [W004] full-width digits or letters beside half-width ones
        [W005] wrong zeros in Chinese numerals
        [W006] wrong dots in names
        [W007] half or wrong dashes
        [W008] half or wrong ellipses
        [W009] marks that cannot follow each other
        [W010] spaces in sentences
        [W011] characters that look like the right ones
        [W012] paragraphs that seem to go on
        [W013] brackets without their other half
        [W014] lost characters
        [W015] characters that cannot be seen
       *[W016] radicals and compatibility forms for ideographs
    }: { $count }
doubts-slips-next = after importing, huikan check shows each slip and huikan check --fix corrects those without doubt
doubts-file = {"    "}{ $file }, { $more ->
        [0] line { $lines }
       *[other] line { $lines } and { $more } more
    }
doubts-more = -v tells each of them; --report FILE.json writes them to a file; --explain gives the reasons
doubts-correct = titles, units and boundaries can be corrected in import.toml beside the source, and the next import keeps that (huikan import FILE --lines shows lines with their numbers):
doubts-in-report = all of them are in { $report }; --explain gives the reasons
explain-reading = line { $line } was read as { $role }: { $points } points
explain-otherwise = ; otherwise { $role }, { $points } points behind
reading-text = text of the article before
reading-start = the text of an article whose title stands elsewhere or nowhere
reading-heading = a section heading
reading-before = a title before its text
reading-after = a title after its text
reading-inside = a title inside its text
reading-aside = words beside the text, such as captions
reading-lead = the first section heading of an article
reading-opening = a byline that opens an article
reading-signature = unit, persons and date below a text
reading-brief = the head of a brief
sign-page = it begins a page
sign-label = a section label stands before it
sign-gap = blank lines stand before it
sign-break = a page ends after it
sign-bold = it is bold (printed twice)
sign-contents = the contents list has this title
sign-text = the words it shares with the text before and after
sign-unit = one of its lines names an organisation
sign-date = it has a date
sign-byline = it has a byline
sign-subtitle = it has a subtitle
sign-note = the text before ends in a note
list-comma = {", "}
units-head = These names may be one unit each (left of = the one proposed as canonical):
units-why = { $why } ({ $sources })
units-why-layer = one organisation, but for its committee or study group
units-why-spelling = one name, written in two ways
units-why-places = but for the places above
units-why-place = one unit, with its place and without
units-why-level = the place without 市 or 县
units-why-bare = the place left out
units-why-short = looks like an abbreviation
units-more = and { $count } more
units-next = those you agree with go into [units] of huikan.toml; leave the others
units-next-dry-run = an import that writes will add them to the end of huikan.toml as comments
units-next-written = they stand at the end of huikan.toml as comments: take away the "# " to use one, delete what is wrong
units-block =
    : the names in each line may be one unit, the canonical one on the left.
    Take "# " away from those you agree with, and from [units]; keep or delete the others. Those kept as
    comments are not proposed again.
units-block-table =
    : the names in each line may be one unit, the canonical one on the left.
    Take "# " away from those you agree with and move them into the table [units]: a file has only one.
    Keep or delete the others. Those kept as comments are not proposed again.
units-block-replaces = the next line takes the place of the one of this name:
evidence-title-before = title before the text
evidence-title-after = title after the text
evidence-title-inside = title inside the text, at a page break
evidence-short-head = short head above one paragraph
evidence-byline = byline
evidence-unit = a line of the form of an organisation
evidence-closing-note = closing note
evidence-page-start = page start
evidence-page-numbers = page numbers at line ends
evidence-corrected = corrected by a person
evidence-markdown = headings of Markdown
evidence-title-style = a paragraph of the style of titles
evidence-first-level = a heading of the first level
evidence-centred = a short line in the middle
evidence-new-page = a short line that stands out on a new page
evidence-first-line = a short first line
evidence-page-heading = the heading of the page
evidence-metadata = the title in the metadata of the page
evidence-window = the title of the window
