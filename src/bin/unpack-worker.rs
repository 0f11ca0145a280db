//! The worker that only decodes deflate's codes. See [`yodori::web::unpacker`].

fn main() {
    yodori::web::unpacker::run();
}
