//! Finds out when someone slept: see `yodori::web::rhythm_worker`.

fn main() {
    yodori::web::rhythm_worker::run();
}
