//! Characters into classes, the alphabet of `spacing.rs` and `breaks.rs`.
//!
//! A class says how a character behaves in a Chinese line. Code points that Chinese and
//! Latin share (“ ” ‘ ’ … — ·) get their Chinese class here; [`is_shared`] names them, and
//! `context.rs` decides which of them are Latin after all (spec.md 1.9). Everything that
//! is neither Han nor a Chinese mark is [`Class::Word`], about whose inside UAX #14 is
//! asked.

/// How a character behaves in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// Han, kana, bopomofo, full-width letters and digits (1.10).
    Han,
    /// Hangul syllables: like Han, but lines break at spaces (2.17).
    Hangul,
    /// Kana that may not start a line at the strictest Japanese level (2.16).
    SmallKana,
    /// 々 and the like, which repeat the character before (2.16).
    Iteration,
    /// Opening brackets and quotation marks (1.1).
    Open,
    /// Closing brackets and quotation marks (1.2).
    Close,
    /// ， 、 ； : stops inside a sentence (1.3).
    StopIn,
    /// ： : trimmed like a comma in Hans, centred in Hant and Ja (spec.md, list of
    /// disagreements 8), and never shrunk by default.
    Colon,
    /// 。 ． : stops that end a sentence (1.3).
    StopEnd,
    /// ！ ？ : they stop a sentence and pair up (1.4).
    Exclaim,
    /// ； ： ？ ！ of vertical lines, which keep their em there (10.7).
    Still,
    /// ‼ ⁇ ⁈ ⁉ (1.4).
    DoubleExclaim,
    /// · between the parts of a name (1.5).
    Middot,
    /// 破折号: two em in one stroke (1.6).
    Dash,
    /// 省略号: six dots in two em (1.7).
    Ellipsis,
    /// A short connector, half an em (1.8).
    ConnectorShort,
    /// A single —, one em (1.8).
    ConnectorLong,
    /// ～ (1.8).
    ConnectorWave,
    /// ／ (1.8).
    Solidus,
    /// ￥ № and other signs before a number (1.11).
    Prefix,
    /// ℃ ％ and other signs after a number (1.11).
    Postfix,
    /// U+3000 (1.12).
    WideSpace,
    /// Symbols of their own width that break like Han: ① ● → ※.
    Symbol,
    /// Letters, digits and marks of other scripts.
    Word,
    /// Letters or digits that stand upright in vertical lines (10.8, 10.9): like full-width
    /// ones, and unbroken.
    Cell,
    /// A space that may stretch and vanish at line edges (1.12).
    Space,
    /// A space of fixed width, or none, that forbids a break (1.12).
    Glue,
    /// A space of fixed width after which a line may end, and which vanishes there.
    FixedSpace,
    /// U+200B: a break without width (1.12).
    ZeroWidth,
    /// A mark that belongs to the character before it (1.10).
    Extend,
    /// A forced line break.
    Newline,
}

impl Class {
    /// Whether it is a Chinese stop, whatever its place in the sentence.
    pub(super) fn is_stop(self) -> bool {
        matches!(
            self,
            Self::StopIn | Self::Colon | Self::StopEnd | Self::Exclaim | Self::Still
        )
    }

    /// Whether characters of this class count as Han for the Han–Latin gap (4.1).
    pub(super) fn is_ideographic(self) -> bool {
        matches!(self, Self::Han | Self::SmallKana | Self::Iteration)
    }

    /// Whether it is a character of other scripts.
    pub(super) fn is_word(self) -> bool {
        self == Self::Word
    }

    /// Whether UAX #14 has a say about breaks beside it.
    pub(super) fn is_foreign(self) -> bool {
        matches!(
            self,
            Self::Word
                | Self::Hangul
                | Self::Symbol
                | Self::Prefix
                | Self::Postfix
                | Self::Glue
                | Self::FixedSpace
        )
    }

    /// Whether it is white that vanishes at the end of a line.
    pub(super) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::FixedSpace)
    }

    /// Whether it tells that the text around is Chinese (1.9); spaces and shared marks
    /// tell nothing and are asked separately.
    pub(super) fn is_chinese(self) -> bool {
        !matches!(
            self,
            Self::Word
                | Self::Space
                | Self::Glue
                | Self::FixedSpace
                | Self::ZeroWidth
                | Self::Extend
                | Self::Newline
        )
    }
}

/// Whether Chinese and Latin share the code point, so that its context decides (1.9).
pub(super) fn is_shared(character: char) -> bool {
    matches!(
        character,
        '“' | '”'
            | '‘'
            | '’'
            | '…'
            | '‥'
            | '—'
            | '―'
            | '–'
            | '‐'
            | '·'
            | '‧'
            | '•'
            | '⋯'
    )
}

/// Whether a mark that belongs to Latin is taken as Chinese between two Han: ASCII
/// hyphen and slash (1.8).
pub(super) fn is_connector_between_han(character: char) -> bool {
    matches!(character, '-' | '/')
}

/// The class of a character, its Chinese one if it has two.
pub(super) fn classify(character: char) -> Class {
    match character {
        '\u{4E00}'..='\u{9FFF}' => Class::Han,
        // The mandatory breaks of UAX #14.
        '\u{A}'..='\u{D}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        '\u{34F}' => Class::Glue,
        '\u{0}'..='\u{2FF}' => latin(character),
        '\u{300}'..='\u{36F}' | '\u{200D}' => Class::Extend,
        '\u{1680}' => Class::FixedSpace,
        '\u{2000}'..='\u{2BFF}' => general(character),
        '\u{2E3A}' => Class::Dash,
        '\u{3000}'..='\u{303F}' => cjk_mark(character),
        '\u{3041}'..='\u{30FF}' => kana(character),
        '\u{FF00}'..='\u{FFEF}' => full_width(character),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Class::Extend,
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7FF}' | '\u{3130}'..='\u{318F}' => {
            Class::Hangul
        }
        '\u{338E}'..='\u{33DF}' => Class::Postfix,
        '\u{31F0}'..='\u{31FF}' => Class::SmallKana,
        '\u{2E80}'..='\u{2FFF}' | '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}' => {
            Class::Han
        }
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' => Class::Han,
        '\u{20000}'..='\u{3FFFF}' => Class::Han,
        '\u{3190}'..='\u{33FF}' | '\u{4DC0}'..='\u{4DFF}' => Class::Symbol,
        '\u{1F000}'..='\u{1FAFF}' | '\u{E000}'..='\u{F8FF}' => Class::Symbol,
        '\u{FEFF}' => Class::Extend,
        _ => Class::Word,
    }
}

/// Whether a mark of [`Class::Extend`] has ink of its own: where no character stands before
/// it, it is drawn like a letter (LB10 of UAX #14).
pub(super) fn is_combining(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}')
}

/// ASCII, Latin-1 and the Latin blocks after it.
fn latin(character: char) -> Class {
    match character {
        ' ' | '\t' => Class::Space,
        '\u{A0}' => Class::Glue,
        // Controls draw nothing; a soft hyphen only where a line ends at it (`word.rs`).
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' => Class::Extend,
        '·' => Class::Middot,
        _ => Class::Word,
    }
}

/// General punctuation, letterlike symbols, arrows, operators, enclosed and geometric
/// forms.
fn general(character: char) -> Class {
    match character {
        '“' | '‘' => Class::Open,
        '”' | '’' => Class::Close,
        '…' | '‥' | '⋯' => Class::Ellipsis,
        '—' | '―' => Class::Dash,
        '–' | '‐' => Class::ConnectorShort,
        '‧' | '•' => Class::Middot,
        '‼' | '⁇' | '⁈' | '⁉' => Class::DoubleExclaim,
        '№' => Class::Prefix,
        '℃' | '℉' => Class::Postfix,
        '\u{200B}' => Class::ZeroWidth,
        '\u{2007}' | '\u{202F}' | '\u{2060}' => Class::Glue,
        '\u{2000}'..='\u{200A}' | '\u{205F}' => Class::FixedSpace,
        '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{206F}' => {
            Class::Extend
        }
        '\u{20D0}'..='\u{20FF}' => Class::Extend,
        '\u{2010}'..='\u{20CF}' | '\u{2100}'..='\u{214F}' => Class::Word,
        // Brackets, quotation marks and signs among the symbols hold on to their
        // neighbours as UAX #14 says.
        '\u{2212}' | '\u{2213}' | '\u{2308}'..='\u{230B}' | '\u{2329}' | '\u{232A}' => {
            Class::Word
        }
        '\u{275B}'..='\u{2763}' | '\u{2768}'..='\u{2775}' => Class::Word,
        '\u{27C5}' | '\u{27C6}' | '\u{27E6}'..='\u{27EF}' => Class::Word,
        '\u{2983}'..='\u{2998}' | '\u{29D8}'..='\u{29DB}' | '\u{29FC}' | '\u{29FD}' => {
            Class::Word
        }
        _ => Class::Symbol,
    }
}

/// The block of CJK symbols and punctuation.
fn cjk_mark(character: char) -> Class {
    match character {
        '\u{3000}' => Class::WideSpace,
        '、' => Class::StopIn,
        '。' => Class::StopEnd,
        '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '〝' => {
            Class::Open
        }
        '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟' => {
            Class::Close
        }
        '〜' => Class::ConnectorWave,
        '々' | '〻' => Class::Iteration,
        '〇' => Class::Han,
        _ => Class::Symbol,
    }
}

/// Hiragana and katakana.
fn kana(character: char) -> Class {
    match character {
        '・' => Class::Middot,
        '゛' | '゜' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => Class::Iteration,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ'
        | 'ゖ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ'
        | 'ヵ' | 'ヶ' | 'ー' => Class::SmallKana,
        '゠' => Class::ConnectorWave,
        _ => Class::Han,
    }
}

/// Half-width and full-width forms.
fn full_width(character: char) -> Class {
    match character {
        '，' | '；' => Class::StopIn,
        '：' => Class::Colon,
        '．' => Class::StopEnd,
        '！' | '？' => Class::Exclaim,
        '（' | '［' | '｛' | '｟' => Class::Open,
        '）' | '］' | '｝' | '｠' => Class::Close,
        '～' => Class::ConnectorWave,
        '／' => Class::Solidus,
        '･' => Class::Middot,
        '￥' | '＄' | '￡' | '￦' | '＃' => Class::Prefix,
        '％' | '￠' => Class::Postfix,
        '\u{FF66}'..='\u{FFDC}' => Class::Symbol,
        _ => Class::Han,
    }
}
