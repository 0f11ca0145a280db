//! A person's own picture in a document of SVG, which holds it whole: whoever opens the file asks nobody for it.

use super::SVG_RATIO;
use crate::engine::scene::share::Circle;

/// Puts a square picture into a document of [`super::svg`], over all that is drawn there, and shows what of it lies
/// in the circle.
///
/// * `address`: the picture itself, as `data:`.
pub fn put_portrait(document: &mut String, circle: Circle, address: &str) {
    let whole = |css_px: f64| ((css_px * SVG_RATIO).round() as i32).to_string();
    let (x, y) = (circle.center.x, circle.center.y);
    let radius = whole(circle.radius);
    let side = whole(2.0 * circle.radius);
    let drawn = [
        "<clipPath id=\"portrait\"><circle cx=\"",
        &whole(x),
        "\" cy=\"",
        &whole(y),
        "\" r=\"",
        &radius,
        "\"/></clipPath>\n<image clip-path=\"url(#portrait)\" x=\"",
        &whole(x - circle.radius),
        "\" y=\"",
        &whole(y - circle.radius),
        "\" width=\"",
        &side,
        "\" height=\"",
        &side,
        "\" href=\"",
        &attribute(address),
        "\"/>\n",
    ];
    // A document always ends so; were it otherwise, it is better off without a picture than broken.
    let before = document.trim_end_matches('\n').strip_suffix("</svg>");
    if let Some(end) = before.map(str::len) {
        document.insert_str(end, &drawn.concat());
    }
}

/// Addresses are the browser's own words, but nothing that could end an attribute gets into one.
fn attribute(text: &str) -> String {
    let is_plain = |char: &char| !matches!(char, '"' | '<' | '>' | '&');
    text.chars().filter(is_plain).collect()
}
