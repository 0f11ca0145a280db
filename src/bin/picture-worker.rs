//! Draws pictures of when someone slept: see `yodori::web::picture_worker`.

fn main() {
    yodori::web::picture_worker::run();
}
