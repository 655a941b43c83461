//! The forms that a font has for vertical lines: the single substitutions of `vert`, or
//! of `vrt2` where there is no `vert` (spec.md 10.10).

use std::collections::BTreeMap;

use skrifa::FontRef;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gsub::{
    Gsub, SingleSubst, SubstitutionLookup, SubstitutionSubtables,
};
use skrifa::raw::types::Tag;

/// By glyph, its form in vertical lines.
pub(super) type Forms = BTreeMap<u16, u16>;

/// Reads them; a font without any has none.
pub(super) fn read(font: &FontRef<'_>) -> Forms {
    let Ok(gsub) = font.gsub() else { return Forms::new() };
    let forms = feature(&gsub, Tag::new(b"vert"));
    if forms.is_empty() { feature(&gsub, Tag::new(b"vrt2")) } else { forms }
}

/// The single substitutions of a feature, whatever script and language ask for it.
fn feature(gsub: &Gsub<'_>, tag: Tag) -> Forms {
    let mut forms = Forms::new();
    let (Ok(features), Ok(lookups)) = (gsub.feature_list(), gsub.lookup_list()) else {
        return forms;
    };
    let records = features.feature_records().iter();
    for record in records.filter(|record| record.feature_tag() == tag) {
        let Ok(feature) = record.feature(features.offset_data()) else { continue };
        for index in feature.lookup_list_indices() {
            let lookup = lookups.lookups().get(usize::from(index.get()));
            if let Ok(lookup) = lookup {
                substitutions(&lookup, &mut forms);
            }
        }
    }
    forms
}

fn substitutions(lookup: &SubstitutionLookup<'_>, forms: &mut Forms) {
    let Ok(SubstitutionSubtables::Single(tables)) = lookup.subtables() else { return };
    for table in tables.iter().flatten() {
        single(&table, forms);
    }
}

fn single(table: &SingleSubst<'_>, forms: &mut Forms) {
    let mut add = |from: u16, to: u16| {
        forms.entry(from).or_insert(to);
    };
    match table {
        SingleSubst::Format1(table) => {
            let Ok(coverage) = table.coverage() else { return };
            for glyph in coverage.iter() {
                let delta = table.delta_glyph_id();
                add(glyph.to_u16(), glyph.to_u16().wrapping_add_signed(delta));
            }
        }
        SingleSubst::Format2(table) => {
            let Ok(coverage) = table.coverage() else { return };
            for (glyph, form) in coverage.iter().zip(table.substitute_glyph_ids()) {
                add(glyph.to_u16(), form.get().to_u16());
            }
        }
    }
}
