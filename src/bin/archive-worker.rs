//! The worker that reads archives, built without Leptos. See [`yodori::web::worker`].

fn main() {
    yodori::web::worker::run();
}
