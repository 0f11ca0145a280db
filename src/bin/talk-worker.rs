//! Asks models and voices: see `yodori::web::talk_worker`.

fn main() {
    yodori::web::talk_worker::run();
}
