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

E001 = The EPUB of volume { $volume } could not be assembled: { $problem }
    .hint = This is most likely a fault of huikan itself; please report it with the huikan.toml and articles of the volume
    .explain = Package document, contents and container are made from the articles and styles/epub/. When one step fails the book is not written; other volumes are built all the same. For example, this appears when a library writes a package document without an element that huikan has to complete.
E002 = A template of the EPUB is wrong: { $problem }
    .hint = Correct it after the built-in template of the same name, or delete your copy
    .explain = Files in the publication's styles/epub/ stand in place of the built-in templates of the same name. When one does not parse, uses a name that does not exist, or the SVG of the cover cannot be read, the book is not written. For example, chapter.xhtml says page.titel where the name is page.title.
E003 = The link { $url } leads nowhere in a book; only its words were kept
    .hint = Write a full address with http, https or mailto, or remove the link
    .explain = Links in a book lead to web pages and mailboxes only. Relative addresses have no file in the book, and addresses such as javascript: run code, so neither is put into it; the words of the link stay. For example, [annex](annex.doc) becomes the word annex.
E004 = { $language } is not a language tag; zh-CN is used
    .hint = Write a tag such as language = "zh-CN" under [publication] in huikan.toml
    .explain = Readers choose glyphs, line breaks and voices by the language tag. A tag consists of letters and digits joined by hyphens, see BCP 47. For example, Simplified Chinese is zh-CN or zh-Hans; the word Chinese is not a tag.


## cli: what the commands say and their help texts

