//! Single functions in a real browser, where `usize` has 32 bits. Run by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yodori::engine::protocol::{self, Request};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn messages_to_the_worker_survive_the_way() {
    let check = |request: Request| {
        let bytes = protocol::to_bytes(&request);
        assert_eq!(protocol::from_bytes(&bytes), Some(request));
    };
    check(Request::Open {
        paths: vec!["twitter-2024/data/tweets.js".into(), "夜鳥.zip".into()],
    });
    check(Request::Posts {
        ask: u32::MAX,
        places: vec![(u16::MAX, u64::MAX), (0, 0)],
    });
}
