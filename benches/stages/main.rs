//! How long each stage takes: `cargo bench`, or `cargo bench -- pages` for one of them.
//! One thread, so that a figure is the work of one core. docs/benchmarks.md says what is
//! compared with what.

mod text;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use huikan::diag::{Diagnostics, FileId, Files};
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::import::{self, Options, Source};
use huikan::line::{self, Paragraph, Rules, Run, RunStyle};
use huikan::project::{Edition, Finish, Project};
use huikan::volume::Volume;
use huikan::{Look, epub, gather, look, page, pdf, sheet};

use text::{Dice, essays};

/// Articles of the volume: 200, as in the corpus M of the comparison.
const ARTICLES: usize = 200;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread can be started").install(|| {
        let mut criterion = Criterion::default()
            .sample_size(10)
            .measurement_time(Duration::from_secs(5))
            .configure_from_args();
        import_source(&mut criterion);
        break_lines(&mut criterion);
        make_volume(&mut criterion);
        criterion.final_summary();
    });
}

/// A source of many articles.
fn import_source(criterion: &mut Criterion) {
    let source: String = essays(ARTICLES).iter().map(text::Essay::plain).collect();
    let mut group = criterion.benchmark_group("import");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("source of 200 articles", |bencher| {
        bencher.iter(|| {
            let source = Source::new("汇编.txt", source.as_bytes());
            let (mut found, mut files) = (Diagnostics::new(), Files::default());
            let options = Options::default();
            black_box(import::import(&mut found, &mut files, source, options))
        });
    });
}

/// Paragraphs of three lengths: the time for a character must not grow with them.
fn break_lines(criterion: &mut Criterion) {
    let fonts = Fonts::default();
    let face = Face { role: Role::Song, bold: false, italic: false };
    let em = Length::pt_ratio(105, 10);
    let mut group = criterion.benchmark_group("lines");
    for length in [200, 20_000, 200_000] {
        let text = Dice::new(3).paragraph(length);
        let runs = vec![Run { end: text.len(), style: RunStyle::new(face, em) }];
        group.throughput(Throughput::Elements(text.chars().count() as u64));
        let paragraph = Paragraph { text, runs, rubies: Vec::new() };
        group.bench_function(format!("paragraph of {length} characters"), |bencher| {
            let rules = Rules::new(em * 27, em);
            bencher.iter(|| {
                let mut found = Diagnostics::new();
                black_box(line::set(&mut found, &paragraph, &rules, &fonts))
            });
        });
    }
}

/// A publication of one volume, and what it is to look like.
struct Publication {
    volume: Volume,
    editions: Vec<Edition>,
    look: Look,
}

impl Publication {
    fn new() -> Self {
        let mut project = Project::default();
        let plan = "[volumes]\nby = []\n[[volume]]\nid = \"book\"\ninclude = [\"content/*.md\"]\n";
        project.plan = Some(project.files.add("huikan.toml", plan));
        let add = |(number, essay): (usize, text::Essay)| -> FileId {
            project.files.add(format!("content/{number:03}.md"), essay.markdown())
        };
        project.content = essays(ARTICLES).into_iter().enumerate().map(add).collect();
        let mut found = Diagnostics::new();
        let gathered = gather(&mut found, &project, "book", None);
        let editions = gathered.config.editions;
        let look = look(&mut found, &project, &editions, &[]);
        let volume = gathered.volumes.into_iter().next();
        Self { volume: volume.expect("huikan.toml names a volume"), editions, look }
    }

    fn edition(&self, name: &str) -> &Edition {
        let found = self.editions.iter().find(|edition| edition.name == name);
        found.expect("a publication has this edition unless it says otherwise")
    }
}

/// A volume into pages, pages into a PDF, the volume into an EPUB.
fn make_volume(criterion: &mut Criterion) {
    let publication = Publication::new();
    let Publication { volume, look, .. } = &publication;
    let edition = publication.edition("a5");
    let style = look.styles[&edition.style].as_ref().expect("built-in styles are sound");
    let paginate = || page::paginate(&mut Diagnostics::new(), volume, style, &look.fonts);
    let pages = paginate();
    let sheets = sheet::impose(&mut Diagnostics::new(), &pages, &edition.imposition);

    let finish = Finish::from(edition.standard);
    let mut group = criterion.benchmark_group("volume of 200 articles");
    group.throughput(Throughput::Elements(pages.pages.len() as u64));
    group.bench_function("pages", |bencher| bencher.iter(|| black_box(paginate())));
    group.bench_function("pdf", |bencher| {
        bencher.iter(|| {
            let found = &mut Diagnostics::new();
            black_box(pdf::write(found, &pages, &sheets, &look.fonts, &finish))
        });
    });
    group.bench_function("epub", |bencher| {
        let edition = publication.edition("epub");
        let style = look.styles[&edition.style].as_ref();
        let setup = epub::Setup {
            style: style.expect("built-in styles are sound"),
            templates: &look.templates,
            fonts: &look.fonts,
            embed: edition.embed,
            is_obfuscated: edition.is_obfuscated,
            reader: edition.reader,
        };
        bencher.iter(|| {
            black_box(epub::pack(&mut Diagnostics::new(), volume, &setup, None))
        });
    });
}
