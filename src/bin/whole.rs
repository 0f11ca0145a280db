//! The whole page: loaded when something is chosen on the first screen.

fn main() {
    console_error_panic_hook::set_once();
    yodori::ui::start_whole();
}
