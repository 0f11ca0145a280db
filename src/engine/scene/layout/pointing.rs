//! From a point of the calendar's picture to a period, and from a period to its place.

use super::{Look, Viewport};
use crate::engine::scene::calendar::{Calendar, Pick, Segment};
use crate::engine::scene::{Ink, Point, Rect, Scene, Shape};

/// How far from a bar a pointer may be and still mean it.
const REACH: f64 = 8.0;

impl Calendar {
    /// What lies under a point of the viewport: the nearest bar or mark of that row within reach.
    pub fn hit(&self, look: &Look, viewport: &Viewport, point: Point) -> Option<Pick> {
        let y = point.y + viewport.top;
        let row = self.rows.get(
            self.rows
                .partition_point(|row| self.bottom_of(look, row.day) <= y),
        )?;
        let top = self.top_of(look, row.day);
        if y < top {
            return None;
        }
        let field = look.field(self);
        let bars = row.segments.iter().map(|segment| {
            let rect = field.bar_rect(segment, top);
            (
                (rect.x - point.x).max(point.x - rect.right()).max(0.0),
                segment.entry,
            )
        });
        let marks = row.marks.iter().map(|mark| {
            let (center, radius) = field.mark(mark.at, top);
            (((center.x - point.x).abs() - radius).max(0.0), mark.entry)
        });
        let (distance, entry) = marks.chain(bars).min_by(|a, b| a.0.total_cmp(&b.0))?;
        (distance <= REACH).then(|| self.entries[entry].pick)
    }

    /// What to draw above the viewport's scene while something is pointed at or under the cursor.
    pub fn hover(&self, look: &Look, viewport: &Viewport, pick: Pick) -> Scene {
        let mut shapes = Vec::new();
        let field = look.field(self);
        let radius = field.radius() + 2.0;
        let outline = |rect: Rect| Shape::Outline {
            rect: rect.grown(2.0),
            radius,
            stroke: 2.0,
            ink: Ink::Text,
        };
        if let Some(entry) = self.entry(pick) {
            let shown = self.rows.get(entry.first_row..=entry.last_row);
            for row in shown.unwrap_or_default() {
                let top = self.top_of(look, row.day) - viewport.top;
                if top + look.row_height < 0.0 || viewport.height < top {
                    continue;
                }
                let own = row.segments.iter();
                let own: Vec<Segment> = own
                    .filter(|segment| self.entries[segment.entry].pick == pick)
                    .copied()
                    .collect();
                // Pieces that different sources tell of are one bar.
                for bar in own.chunk_by(|a, b| a.to == b.from) {
                    let ends = bar.first().zip(bar.last());
                    let whole = ends.map(|(first, last)| Segment {
                        to: last.to,
                        ..*first
                    });
                    shapes.extend(whole.map(|whole| outline(field.bar_rect(&whole, top))));
                }
                let marks = row
                    .marks
                    .iter()
                    .filter(|mark| self.entries[mark.entry].pick == pick);
                shapes.extend(marks.map(|mark| {
                    let (center, radius) = field.mark(mark.at, top);
                    let (x, y) = (center.x - radius, center.y - radius);
                    outline(Rect {
                        x,
                        y,
                        width: radius * 2.0,
                        height: radius * 2.0,
                    })
                }));
            }
        }
        Scene {
            width: look.width,
            height: viewport.height,
            shapes,
        }
    }

    /// The rows of a pick, measured from the top of the whole picture: what a cursor must scroll to.
    pub fn rect_of(&self, look: &Look, pick: Pick) -> Option<Rect> {
        let entry = self.entry(pick)?;
        let field = look.field(self);
        let top = self.top_of(look, self.rows[entry.first_row].day);
        let bottom = self.bottom_of(look, self.rows[entry.last_row].day);
        Some(Rect {
            x: field.left,
            y: top,
            width: field.width,
            height: bottom - top,
        })
    }
}
