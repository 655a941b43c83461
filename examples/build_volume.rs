//! Builds every volume of a publication into the folder `built`, as `huikan build` does.
//!
//! ```sh
//! cargo run --release --example build_volume            # the sample of this repository
//! cargo run --release --example build_volume -- FOLDER  # another publication
//! ```

use std::path::PathBuf;

use huikan::diag::{Diagnostics, Severity};
use huikan::{build, disk, gather, look};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let mut found = Diagnostics::new();
    let project = disk::load(&mut found, &folder).map_err(|_| "no publication there")?;
    let gathered = gather(&mut found, &project, "publication", None);
    let editions = &gathered.config.editions;
    let look = look(&mut found, &project, editions, &[]);
    for volume in &gathered.volumes {
        for product in build(&mut found, volume, editions, &look, Severity::Error) {
            let path = folder.join("built").join(&volume.id).join(&product.file);
            disk::save(&path, &product.bytes).map_err(|_| "cannot write")?;
        }
    }
    Ok(())
}
