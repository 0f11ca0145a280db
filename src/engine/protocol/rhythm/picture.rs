//! Pictures as bytes: shapes, and what is read out of them.

use super::super::bytes::{Reader, Writer};
use crate::engine::scene::picture::{Picture, Spot};
use crate::engine::scene::{Anchor, Ink, Point, Rect, Scene, Shape};

const ANCHORS: [Anchor; 3] = [Anchor::Start, Anchor::Middle, Anchor::End];

pub fn write_picture(to: &mut Writer, picture: &Picture) {
    to.float(picture.scene.width);
    to.float(picture.scene.height);
    to.list(&picture.scene.shapes, write_shape);
    to.text(&picture.label);
    to.list(&picture.spots, |to, spot| {
        write_rect(to, &spot.rect);
        to.text(&spot.words);
    });
    to.texts(&picture.columns);
    to.list(&picture.rows, |to, row| to.texts(row));
}

pub fn read_picture(from: &mut Reader) -> Option<Picture> {
    Some(Picture {
        scene: Scene {
            width: from.float()?,
            height: from.float()?,
            shapes: from.list(read_shape)?,
        },
        label: from.text()?,
        spots: from.list(|from| {
            Some(Spot {
                rect: read_rect(from)?,
                words: from.text()?,
            })
        })?,
        columns: from.texts()?,
        rows: from.list(Reader::texts)?,
    })
}

fn write_shape(to: &mut Writer, shape: &Shape) {
    let ink = match shape {
        Shape::Rect {
            rect,
            round_left,
            round_right,
            ink,
        } => {
            to.byte(0);
            write_rect(to, rect);
            to.float(*round_left);
            to.float(*round_right);
            ink
        }
        Shape::Outline {
            rect,
            radius,
            stroke,
            ink,
        } => {
            to.byte(1);
            write_rect(to, rect);
            to.float(*radius);
            to.float(*stroke);
            ink
        }
        Shape::Line {
            from,
            to: end,
            stroke,
            ink,
        } => {
            to.byte(2);
            write_point(to, from);
            write_point(to, end);
            to.float(*stroke);
            ink
        }
        Shape::Disc {
            center,
            radius,
            ink,
        } => {
            to.byte(3);
            write_point(to, center);
            to.float(*radius);
            ink
        }
        _ => return write_rest(to, shape),
    };
    to.one_of(&Ink::ALL, *ink);
}

/// The shapes that have any number of points or a text.
fn write_rest(to: &mut Writer, shape: &Shape) {
    let ink = match shape {
        Shape::Area { points, ink } => {
            to.byte(4);
            to.list(points, write_point);
            ink
        }
        Shape::Path {
            points,
            stroke,
            ink,
        } => {
            to.byte(5);
            to.list(points, write_point);
            to.float(*stroke);
            ink
        }
        Shape::Text {
            at,
            anchor,
            size,
            bold,
            ink,
            text,
        } => {
            to.byte(6);
            write_point(to, at);
            to.one_of(&ANCHORS, *anchor);
            to.float(*size);
            to.byte((*bold).into());
            to.text(text);
            ink
        }
        // The others are written above.
        _ => return,
    };
    to.one_of(&Ink::ALL, *ink);
}

fn read_shape(from: &mut Reader) -> Option<Shape> {
    let ink = |from: &mut Reader| from.one_of(&Ink::ALL);
    Some(match from.byte()? {
        0 => Shape::Rect {
            rect: read_rect(from)?,
            round_left: from.float()?,
            round_right: from.float()?,
            ink: ink(from)?,
        },
        1 => Shape::Outline {
            rect: read_rect(from)?,
            radius: from.float()?,
            stroke: from.float()?,
            ink: ink(from)?,
        },
        2 => Shape::Line {
            from: read_point(from)?,
            to: read_point(from)?,
            stroke: from.float()?,
            ink: ink(from)?,
        },
        3 => Shape::Disc {
            center: read_point(from)?,
            radius: from.float()?,
            ink: ink(from)?,
        },
        4 => Shape::Area {
            points: from.list(read_point)?,
            ink: ink(from)?,
        },
        5 => Shape::Path {
            points: from.list(read_point)?,
            stroke: from.float()?,
            ink: ink(from)?,
        },
        6 => {
            let at = read_point(from)?;
            let anchor = from.one_of(&ANCHORS)?;
            let (size, bold, text) = (from.float()?, from.byte()? == 1, from.text()?);
            Shape::Text {
                at,
                anchor,
                size,
                bold,
                ink: ink(from)?,
                text,
            }
        }
        _ => return None,
    })
}

fn write_rect(to: &mut Writer, rect: &Rect) {
    for side in [rect.x, rect.y, rect.width, rect.height] {
        to.float(side);
    }
}

fn read_rect(from: &mut Reader) -> Option<Rect> {
    Some(Rect {
        x: from.float()?,
        y: from.float()?,
        width: from.float()?,
        height: from.float()?,
    })
}

fn write_point(to: &mut Writer, point: &Point) {
    to.float(point.x);
    to.float(point.y);
}

fn read_point(from: &mut Reader) -> Option<Point> {
    Some(Point {
        x: from.float()?,
        y: from.float()?,
    })
}
