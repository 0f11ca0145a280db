//! What the bird is seen to do.

use super::habit::Doing;

/// A drawing has one for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pose {
    Idle,
    Blink,
    Hop,
    Eat,
    Sleep,
    Yawn,
    Talk,
    Celebrate,
    Think,
    Dazed,
}

impl Pose {
    pub const ALL: [Pose; 10] = [
        Pose::Idle,
        Pose::Blink,
        Pose::Hop,
        Pose::Eat,
        Pose::Sleep,
        Pose::Yawn,
        Pose::Talk,
        Pose::Celebrate,
        Pose::Think,
        Pose::Dazed,
    ];

    /// The pose in which it stays by itself.
    pub fn of(doing: Doing) -> Pose {
        match doing {
            Doing::Awake => Pose::Idle,
            Doing::Yawning => Pose::Dazed,
            Doing::Asleep => Pose::Sleep,
        }
    }

    /// Its name in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Pose::Idle => "idle",
            Pose::Blink => "blink",
            Pose::Hop => "hop",
            Pose::Eat => "eat",
            Pose::Sleep => "sleep",
            Pose::Yawn => "yawn",
            Pose::Talk => "talk",
            Pose::Celebrate => "celebrate",
            Pose::Think => "think",
            Pose::Dazed => "dazed",
        }
    }
}
