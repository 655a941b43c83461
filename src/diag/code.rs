//! Every diagnostic there is: its code and how bad it is.
//!
//! The letter names the stage: `U` command line, `D` disk, `C` huikan.toml, `M` Markdown
//! articles, `I` import, `V` volumes, `S` styles, `T` typefaces, `L` lines, `P` pages,
//! `X` PDF, `E` EPUB, `W` writing (slips of the text). Codes are never reused. The words are in `src/messages/`, under
//! the code's name, with the attributes `hint` and `explain`.

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something was guessed or substituted.
    Warning,
    /// A product would be wrong, so it is not written.
    Error,
}

macro_rules! codes {
    ($($code:ident $severity:ident $doc:literal;)*) => {
        /// The code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $doc] $code,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }

            /// The code as people write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code),)* }
            }
        }
    };
}

codes! {
    U001 Error "A volume named on the command line does not exist.";
    U002 Error "An edition named on the command line does not exist.";
    U003 Error "No huikan.toml and no content/ in this folder.";
    U004 Error "A command that does not exist.";
    U005 Error "An option that does not exist.";
    U006 Error "A value of an option is not one of those possible.";
    U007 Error "A command lacks something it needs.";
    U008 Error "A command line that makes no sense for another reason.";
    U009 Error "A code to explain that does not exist.";
    U010 Error "There is a publication in the folder already.";
    U011 Error "Two sources would be imported into one folder.";
    U012 Error "A page that a volume does not have.";
    U013 Error "An edition without pages.";
    U014 Error "A job ticket that is not there or is none.";
    U015 Error "A port of this machine that cannot be had.";
    U016 Error "An article of the publication was to be imported into it.";
    U020 Warning "SOURCE_DATE_EPOCH holds no time.";

    D001 Error "A file could not be read.";
    D002 Error "A file could not be written.";
    D003 Error "A folder was given where a file was expected.";
    D004 Error "A file does not exist.";
    D005 Warning "A symbolic link leads out of the publication.";
    D006 Error "A text of the publication is not UTF-8.";
    D007 Note "A product belongs to no volume or edition any more.";
    D008 Error "A file of the publication changed while it was being built.";
    D009 Error "A volume is not what its job ticket says any more.";
    D010 Error "A product that a process of its own has to make is not there.";
    D011 Error "A product is not what the publication would make now.";
    D012 Error "Folders are nested deeper than the limit.";

    C001 Error "huikan.toml does not parse.";
    C002 Error "A value in huikan.toml is not one of those possible.";
    C003 Warning "A pattern in huikan.toml matches no article.";
    C004 Error "Two volumes or editions in huikan.toml have one name.";
    C005 Error "One alias stands for two units.";
    C006 Error "An edition imposes the pages of an edition that is not there.";
    C007 Error "huikan.toml names a key that does not exist.";
    C008 Warning "A key of an edition has no effect.";
    C009 Error "A name in huikan.toml cannot be the name of a file.";
    C010 Error "The date in huikan.toml cannot be read.";
    C011 Error "A value in huikan.toml has the wrong type.";
    C012 Error "A pattern in huikan.toml is malformed.";
    C013 Warning "The pattern of an alias matches no source.";
    C014 Error "Keys of an edition contradict each other.";
    C015 Error "A length in huikan.toml cannot be read.";
    C016 Error "The profile of a press is not there.";
    C017 Error "An edition names a volume that is not there.";
    C018 Error "A limit in huikan.toml makes no sense.";
    C019 Warning "An edition is only a name, and not a known one.";

    M001 Error "Front matter does not parse.";
    M002 Warning "Front matter has an unknown key.";
    M003 Error "An image does not exist or cannot be read.";
    M004 Warning "A footnote is used but not defined.";
    M005 Warning "A footnote is defined but not used.";
    M007 Warning "An article has no title.";
    M008 Warning "An article has no text.";
    M009 Warning "Ruby or a span of attributes is malformed.";
    M010 Error "A date cannot be read.";
    M011 Warning "A footnote refers to a footnote.";
    M012 Error "Front matter has no end.";
    M013 Warning "Marks of bold text stand in the text.";
    M014 Warning "An article is nested deeper than the limit.";
    M015 Error "A picture has more pixels than the limit.";

    I001 Error "The source is empty.";
    I002 Error "The source is not a text.";
    I003 Error "The source's encoding could not be determined.";
    I004 Error "The source is too large.";
    I005 Warning "No article was found in the source.";
    I006 Warning "An article has no title in the source.";
    I007 Note "The encoding of a source was guessed.";
    I008 Warning "Bytes of the source could not be decoded.";
    I009 Warning "A boundary between articles is doubtful.";
    I011 Warning "Private-use characters stand in the text.";
    I012 Note "A file in content/ was edited, so the new text stands beside it.";
    I013 Error "The format of a source is not known.";
    I014 Warning "An article has no unit in the source.";
    I030 Error "A container is damaged.";
    I031 Error "A container unpacks to too much.";
    I032 Error "A part of a Word file is no well-formed XML.";
    I033 Warning "Pictures of a source were not taken over.";
    I034 Error "An entry of a container leads outside it or stands in it twice.";
    I035 Warning "Something in a source has no form in text.";
    I036 Warning "A source is nested too deep.";
    I060 Error "A container stands in a container.";
    I061 Error "A file needs a password.";
    I037 Warning "A folder or container holds no files.";
    I049 Warning "It is doubtful whether a paragraph begins with a line.";
    I050 Warning "An article repeats the text of another one.";
    I051 Note "An article was left out because its text stands in another one.";
    I052 Note "One name may stand for several units.";
    I053 Warning "A text goes on elsewhere in the source.";
    I054 Warning "An import.toml stands in a place where it is not read.";

    I040 Note "A file that nobody edited is removed, because its article is gone.";
    I041 Warning "An edited file is kept, though its article is gone.";
    I042 Note "A file that a person deleted is not written again.";
    I043 Warning "What import remembers of its files cannot be read.";
    I044 Error "An import.toml does not parse.";
    I045 Error "An import.toml names a key that does not exist.";
    I046 Warning "A correction in an import.toml cannot be followed.";
    I047 Warning "A correction in an import.toml means nothing for this kind of source.";
    I048 Warning "A source has changed since the corrections in an import.toml were used.";

    V001 Error "Two articles have one file name in a volume.";
    V003 Warning "A volume has no articles.";
    V004 Note "An article has no unit and stands in no unit volume.";
    V005 Error "A volume without patterns overrides a volume that is not there.";
    V006 Error "The preface or cover of a volume does not exist.";
    V007 Error "There are no articles.";
    V008 Note "Two gathered volumes would have one id, so one was given another.";

    S001 Error "A style does not exist.";
    S002 Error "A style does not parse.";
    S003 Error "A value of a style is impossible.";
    S004 Warning "A style has an unknown key.";
    S005 Error "The type area of a style does not fit its page.";
    S006 Error "Styles extend each other in a circle.";
    S007 Error "More styles rest on each other than the limit.";

    T001 Error "A font cannot be read.";
    T002 Warning "No font has a character; a box is drawn.";
    T003 Warning "A character was taken from a font of the machine.";

    L001 Warning "A word is longer than the line.";
    L002 Warning "A line could not be filled.";

    P002 Warning "A block is taller than the page.";
    P003 Warning "A table is wider than the measure.";
    P004 Warning "Lines have no room for marks between them.";
    P005 Warning "Words do not fit on the spine of a cover.";
    P006 Warning "An ISBN cannot be a bar code.";

    X001 Error "An image cannot be put into a PDF.";
    X002 Error "The PDF could not be assembled.";
    X003 Note "A booklet has more sheets than can be stapled; it is made as several.";
    X004 Error "A font cannot be put into a PDF.";
    X005 Error "A page is larger than its place on the sheet.";
    X006 Warning "The paper leaves no room for marks.";
    X007 Error "The colours of an image do not suit an archive.";
    X008 Warning "An image is too coarse for print.";
    X009 Error "A profile is not that of a press.";
    X010 Warning "Something in a drawing cannot be drawn in a PDF.";

    E001 Error "The EPUB could not be assembled.";
    E002 Error "A template of the EPUB is wrong.";
    E003 Warning "A link leads nowhere that a book can lead.";
    E004 Warning "The publication's language is not a language tag.";
    E005 Warning "A font cannot be embedded in an EPUB.";
    E010 Error "A file is no container of an EPUB.";
    E011 Error "A name in a container is not allowed.";
    E012 Error "A container is damaged or unpacks to too much.";
    E013 Error "An EPUB has no package document.";
    E014 Error "A file of an EPUB is no well-formed XML.";
    E015 Error "The package document lacks something about the book.";
    E016 Error "The manifest names a file twice or one that is not there.";
    E017 Error "The manifest does not name a file.";
    E018 Error "A file of an EPUB is not of its media type.";
    E019 Error "The reading order of an EPUB is wrong.";
    E020 Error "The contents of an EPUB are missing or out of order.";
    E021 Error "An address in an EPUB leads nowhere.";
    E022 Error "An id stands twice in a document.";
    E023 Error "Something in an EPUB would run.";
    E024 Error "An EPUB would fetch something from elsewhere.";
    E025 Error "A font of an EPUB is not what it is said to be.";
    E026 Warning "A document of an EPUB lacks what people need who do not see it.";
    E027 Note "There are more problems of a kind.";
    E028 Warning "An EPUB does not say who can read it.";

    W001 Warning "A quotation mark points the wrong way or lacks its other half.";
    W002 Warning "Straight quotation marks in Chinese.";
    W003 Warning "A half-width mark among Han.";
    W004 Note "Full-width digits or letters beside half-width ones.";
    W005 Warning "A circle or another zero in a Chinese numeral.";
    W006 Warning "The dot in a name is another character.";
    W007 Warning "A dash is half or another character.";
    W008 Warning "An ellipsis is half or other characters.";
    W009 Warning "Marks follow each other that cannot.";
    W010 Note "A space among Han.";
    W011 Warning "A character that looks like the right one.";
    W012 Warning "A paragraph breaks off in mid-sentence.";
    W013 Warning "A bracket lacks its other half.";
    W014 Warning "A character was lost.";
    W015 Warning "A character that cannot be seen.";
    W016 Warning "A radical or compatibility form for an ideograph.";
}
