//! The first screen: what everyone downloads.

fn main() {
    console_error_panic_hook::set_once();
    yodori::ui::start_first();
}
