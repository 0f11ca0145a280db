//! The figures by name.

use crate::engine::rhythm::figure::Unit;

/// A figure of a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The score, and the points of its parts in the order of `score::Part::ALL`.
    Score,
    ScoreIrregular,
    ScoreSpread,
    ScoreJetlag,
    ScoreAllNighters,
    ScoreDrift,
    /// The Sleep Regularity Index.
    Sri,
    /// Known nights with less than 2 hours of sleep.
    AllNighters,
    /// Circular standard deviations of onset, end and middle of main sleeps.
    SdOnset,
    SdWake,
    SdMid,
    /// Their circular means, and the mean length.
    Onset,
    Wake,
    Mid,
    Hours,
    /// Mid-sleep before work days and before free days, and the mean length there.
    WorkMid,
    FreeMid,
    WorkHours,
    FreeHours,
    /// The chronotype, MSF_sc.
    Chronotype,
    /// Social jetlag: its size, and with its sign (positive if free days are later).
    Jetlag,
    JetlagSigned,
    /// Social jetlag after Jankowski, its size.
    JetlagCorrected,
    /// Sleep lost in a week.
    WeekLoss,
    /// Composite Phase Deviation and the two it is made of.
    Deviation,
    Mistiming,
    Irregularity,
    /// Interdaily stability, intradaily variability.
    Stability,
    Variability,
    /// Relative amplitude; the quietest 5 and the most active 10 hours: how much of them one is awake,
    /// and when they begin.
    Amplitude,
    L5,
    L5Start,
    M10,
    M10Start,
    /// The cosinor's level, height and time of being highest.
    Mesor,
    CosinorAmplitude,
    Acrotime,
    /// The period that explains most; none where no period is significant.
    Period,
    /// How much later mid-sleep is from night to night.
    Drift,
}

impl Measure {
    pub const ALL: [Measure; 39] = {
        use Measure::*;
        [
            Score,
            ScoreIrregular,
            ScoreSpread,
            ScoreJetlag,
            ScoreAllNighters,
            ScoreDrift,
            Sri,
            AllNighters,
            SdOnset,
            SdWake,
            SdMid,
            Onset,
            Wake,
            Mid,
            Hours,
            WorkMid,
            FreeMid,
            WorkHours,
            FreeHours,
            Chronotype,
            Jetlag,
            JetlagSigned,
            JetlagCorrected,
            WeekLoss,
            Deviation,
            Mistiming,
            Irregularity,
            Stability,
            Variability,
            Amplitude,
            L5,
            L5Start,
            M10,
            M10Start,
            Mesor,
            CosinorAmplitude,
            Acrotime,
            Period,
            Drift,
        ]
    };

    /// What it is in.
    pub fn unit(self) -> Unit {
        use Measure::*;
        match self {
            Score | ScoreIrregular | ScoreSpread | ScoreJetlag | ScoreAllNighters | ScoreDrift => {
                Unit::Points
            }
            Sri => Unit::Index,
            AllNighters => Unit::Nights,
            SdOnset | SdWake | SdMid | Hours | WorkHours | FreeHours | Jetlag | JetlagSigned
            | JetlagCorrected | WeekLoss | Deviation | Mistiming | Irregularity | Period
            | Drift => Unit::Hours,
            Onset | Wake | Mid | WorkMid | FreeMid | Chronotype | L5Start | M10Start | Acrotime => {
                Unit::Clock
            }
            Stability | Variability | Amplitude | L5 | M10 | Mesor | CosinorAmplitude => {
                Unit::Ratio
            }
        }
    }
}
