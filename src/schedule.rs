//! Volumes into jobs: what has to be made, by which command, and the ticket that lets a
//! process make it without reading the rest of the library.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Date;
use crate::diag::Diagnostics;
use crate::gather::{Gathered, Intake, gather_shape};
use crate::project::Project;
use crate::trace::Inputs;
use crate::volume::Shape;

/// Version of both shapes.
const VERSION: u32 = 1;

/// What `huikan plan --json` prints: every product there is to make, each with the command
/// that makes it. Commands are independent and idempotent; they run in the publication's
/// folder, in any order, any number at a time, and again when one has died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Schedule {
    /// Version of this shape: 1.
    pub version: u32,
    /// Version of the program.
    pub huikan: String,
    /// The products, in the order of volumes and editions.
    pub jobs: Vec<Job>,
}

impl Schedule {
    /// The jobs as a schedule of this program.
    #[must_use]
    pub fn new(jobs: Vec<Job>) -> Self {
        Self { version: VERSION, huikan: env!("CARGO_PKG_VERSION").to_owned(), jobs }
    }
}

/// A product to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Job {
    /// Name of the volume.
    pub volume: String,
    /// Title of the volume.
    pub title: String,
    /// Name of the edition.
    pub edition: String,
    /// Digest of all that the product is made from: articles, pictures, styles, fonts,
    /// huikan.toml, program. Products of equal digests are equal.
    pub hash: String,
    /// The file that is made, from the publication's folder.
    pub file: String,
    /// The ticket that the command reads, from there: it changes when the hash of one of
    /// the volume's products does.
    pub ticket: String,
    /// The program and its arguments. Planned by volume, all products of a volume name the
    /// same command, which is to be run once.
    pub command: Vec<String>,
}

/// A job ticket (施工单): what a process has to know to make a volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    version: u32,
    /// What everything has to be made from, so that nothing else is made by mistake.
    pub(crate) inputs: Inputs,
    /// The volume.
    pub(crate) shape: Shape,
}

impl Ticket {
    /// The ticket of a volume that is made from these inputs.
    pub(crate) fn new(shape: Shape, inputs: Inputs) -> Self {
        Self { version: VERSION, inputs, shape }
    }

    /// Reads a ticket; `None` when it is none, one of another version, or one of a volume
    /// that no publication can have.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let ticket: Self = serde_json::from_slice(bytes).ok()?;
        (ticket.version == VERSION && ticket.shape.is_possible()).then_some(ticket)
    }

    /// The ticket as a file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers are always JSON")
    }

    /// The paths of the volume's articles, preface and afterword last.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.shape.articles().map(String::as_str)
    }

    /// The volume, gathered from a project that has its articles, in their order and no
    /// others, and its pictures. `last` are the name of the publication's folder and the
    /// date of last resort. `None` when they do not belong together.
    #[must_use]
    pub fn gather(
        &self,
        diagnostics: &mut Diagnostics,
        project: &Project,
        last: (&str, Option<Date>),
    ) -> Option<Gathered> {
        let mut intake = Intake::default();
        intake.read(project);
        gather_shape(diagnostics, (project, intake), last, &self.shape)
    }
}
