//! Archives are found in whatever folders people keep them.

use yodori_testdata::archive::{Generation, Plan};
use yodori_testdata::zip::Method;

use crate::support::check;

#[test]
fn an_archive_may_be_kept_in_a_folder_that_is_named_like_one_of_media() {
    let archive = Plan::small(Generation::Current, 30).make();
    let zip = archive.zip(Method::Deflated).build();
    let mut many: Vec<(String, Vec<u8>)> = (0..20)
        .map(|nth| (format!("social_media/{nth}.txt"), vec![b'a']))
        .collect();
    many.push(("social_media/it.zip".into(), zip));
    let below = archive.files.iter();
    let below = below.map(|(path, bytes)| (format!("social_media/{path}"), bytes.clone()));
    for files in [many, below.collect()] {
        check(&files, &archive.truth);
    }
}
