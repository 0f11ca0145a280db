//! Reads someone's GitHub: see `yodori::web::github_worker`.

fn main() {
    yodori::web::github_worker::run();
}
