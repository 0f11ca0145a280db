//! Inflate held against zlib-rs: the same bytes, the same verdict and the same end, whatever the stream and
//! however its bytes come.

use yodori::engine::source::inflate::{Inflate, NotDeflate};
use zlib_rs::{InflateFlush, Status};

/// More than a stream of such a length can unpack to: two bits say at most 258 bytes.
pub fn most(packed: &[u8]) -> usize {
    packed.len() * 4 * 258 + 1
}

/// How a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// With its own end, after so many packed bytes.
    Ended(usize),
    /// It wants more bytes.
    Short,
    /// It is no deflate stream.
    Broken,
}

/// What zlib-rs makes of a stream.
pub fn peer(packed: &[u8]) -> (Vec<u8>, Verdict) {
    let mut peer = zlib_rs::Inflate::new(false, 15);
    let mut bytes = vec![0; most(packed)];
    let verdict = match peer.decompress(packed, &mut bytes, InflateFlush::NoFlush) {
        Ok(Status::StreamEnd) => Verdict::Ended(peer.total_in() as usize),
        Ok(Status::Ok | Status::BufError) => Verdict::Short,
        Err(_) => Verdict::Broken,
    };
    bytes.truncate(peer.total_out() as usize);
    (bytes, verdict)
}

/// What we make of it, if pieces of such lengths come in and may go out.
pub fn ours(packed: &[u8], piece: &mut dyn FnMut() -> (usize, usize)) -> (Vec<u8>, Verdict) {
    let mut inflate = Inflate::new();
    let (mut bytes, mut read, mut given) = (Vec::new(), 0, 0);
    let mut room = vec![0; most(packed)];
    loop {
        let (take, give) = piece();
        let give = give.min(room.len());
        given = packed.len().min(given.max(read + take));
        let step = match inflate.step(&packed[read..given], &mut room[..give]) {
            Ok(step) => step,
            Err(NotDeflate) => return (bytes, Verdict::Broken),
        };
        read += step.read;
        bytes.extend_from_slice(&room[..step.written]);
        if step.ended {
            return (bytes, Verdict::Ended(read));
        }
        if given == packed.len() && step.written < give && step.read == 0 {
            // What came before a defect is given first, and the defect told by the next step.
            let is_broken = step.written > 0 && inflate.step(&[], &mut room).is_err();
            let verdict = if is_broken {
                Verdict::Broken
            } else {
                Verdict::Short
            };
            return (bytes, verdict);
        }
    }
}

/// Holds a stream against the peer, all at once and in pieces of such lengths (see [`ours`]). `name` says
/// which one it was.
pub fn check(name: &str, packed: &[u8], piece: &mut dyn FnMut() -> (usize, usize)) {
    let truth = peer(packed);
    let at_once = ours(packed, &mut || (packed.len(), most(packed)));
    assert_like(&at_once, &truth, name, "at once");
    assert_like(&ours(packed, piece), &truth, name, "in pieces");
}

fn assert_like(is: &(Vec<u8>, Verdict), truth: &(Vec<u8>, Verdict), name: &str, how: &str) {
    let is_end = match (is.1, truth.1) {
        // What came in with an earlier step can't be given back.
        (Verdict::Ended(is), Verdict::Ended(truth)) => (truth..truth + 8).contains(&is),
        (is, truth) => is == truth,
    };
    let same = is.0.iter().zip(&truth.0);
    let same = same.take_while(|(one, other)| one == other).count();
    let (lengths, verdicts) = ((is.0.len(), truth.0.len()), (is.1, truth.1));
    assert!(
        is_end && is.0 == truth.0,
        "{name}, {how}: {verdicts:?}, {lengths:?}, alike {same}"
    );
}
