//! How each figure is made, and who published that.

use super::sentences::Words;

pub(super) const SCORE: Words = [
    "0（規則的）から100までの、このページ独自の数。下の5つの点をたした値で、確かめられない項目は除いて100点に直します。デジタルの記録から求める乱れの指標は、まだ発表されたものがありません。",
    "Our own number, from 0 (orderly) to 100: the points of the five parts below, scaled to 100 where a part isn't known. Nobody has published one for digital traces.",
];

pub(super) const SCORE_IRREGULAR: Words = [
    "SRIが100なら0点、0なら満点。",
    "None at an SRI of 100, all at 0.",
];

pub(super) const SCORE_SPREAD: Words = [
    "眠りの中央の標準偏差が4時間で満点。",
    "All at a standard deviation of mid-sleep of 4 hours.",
];

pub(super) const SCORE_JETLAG: Words = [
    "平日と休日のずれが4時間で満点。",
    "All at a social jetlag of 4 hours.",
];

pub(super) const SCORE_NIGHTS: Words = [
    "徹夜が4夜に1夜あれば満点。",
    "All if one night in four is without sleep.",
];

pub(super) const SCORE_DRIFT: Words = [
    "眠りの中央が1夜に1時間ずつずれると満点。",
    "All if mid-sleep moves by an hour from night to night.",
];

pub(super) const SLEEP: Words = [
    "正午から正午までの1夜ごとに、いちばん長い眠りを見ます。時刻は円周平均、長さは平均。",
    "The longest sleep of each night, from noon to noon: circular means of its ends, the mean of its length.",
];

pub(super) const SRI: Words = [
    "24時間前と同じ状態（眠り・目ざめ）だった時間の割合。100なら毎日同じ、0なら偶然なみ。徹夜が半分をこえると、かえって上がります。Phillips et al. 2017, Scientific Reports 7, 3216; Windred et al. 2024, SLEEP 47.",
    "How often you are in the same state, asleep or awake, as 24 hours before: 100 is always, 0 is chance. It rises again when most nights are all-nighters. Phillips et al. 2017, Scientific Reports 7, 3216; Windred et al. 2024, SLEEP 47.",
];

pub(super) const SJL: Words = [
    "休日と平日の、眠りの中央の差。Wittmann et al. 2006; Roenneberg et al. 2012, Current Biology 22, 939.",
    "Mid-sleep on free days against mid-sleep on work days. Wittmann et al. 2006; Roenneberg et al. 2012, Current Biology 22, 939.",
];

pub(super) const SJL_SC: Words = [
    "寝だめの影響を除いた、平日と休日のずれ（SJLsc）。Jankowski 2017, Chronobiology International 34, 531.",
    "Social jetlag without the sleep that makes up for work days (SJLsc). Jankowski 2017, Chronobiology International 34, 531.",
];

pub(super) const MSF_SC: Words = [
    "休日の眠りの中央から、平日の寝不足を取りもどした分を引いた時刻（MSFsc）。Roenneberg et al. 2003, Journal of Biological Rhythms 18, 80.",
    "Mid-sleep on free days, without the sleep that makes up for work days (MSFsc). Roenneberg et al. 2003, Journal of Biological Rhythms 18, 80.",
];

pub(super) const LOSS: Words = [
    "週の平均より短い日に、足りない時間の合計（SLoss）。Roenneberg et al. 2012, Current Biology 22, 939.",
    "What is missing, against the mean of the week, on the days on which you sleep less (SLoss). Roenneberg et al. 2012, Current Biology 22, 939.",
];

pub(super) const SPREAD: Words = [
    "円周標準偏差。23時と1時の差は2時間と数えます。Fisher 1993, Statistical Analysis of Circular Data.",
    "The circular standard deviation, in which 23:00 and 1:00 are two hours apart. Fisher 1993, Statistical Analysis of Circular Data.",
];

pub(super) const CPD: Words = [
    "眠りの中央が、自分の中心の時刻と前の夜のそれぞれからどれだけ離れたかを合わせた距離。Fischer, Vetter, Roenneberg 2016, Scientific Reports 6, 38601.",
    "How far mid-sleep is from your own midpoint and from the night before, as one distance. Fischer, Vetter, Roenneberg 2016, Scientific Reports 6, 38601.",
];

pub(super) const ALL_NIGHTERS: Words = [
    "記録のある夜のうち、正午から正午までの眠りが2時間に満たない夜。",
    "Nights with records with less than 2 hours of sleep from noon to noon.",
];

pub(super) const PARTS_OF_DAY: Words = [
    "平均した1日で、起きていた割合がいちばん低い5時間（L5）と高い10時間（M10）。めりはりは (M10−L5)/(M10+L5)。Van Someren et al. 1999, Chronobiology International 16, 505.",
    "On the mean day, the 5 hours in which you are least awake (L5) and the 10 in which you are most (M10); the contrast is (M10 − L5)/(M10 + L5). Van Someren et al. 1999, Chronobiology International 16, 505.",
];

pub(super) const STABILITY: Words = [
    "1時間ごとの起きていた割合から。ISは時刻で説明できる割合（1なら毎日同じ）、IVは1時間ごとの入れかわりの多さ。Witting et al. 1990; Van Someren et al. 1999, Chronobiology International 16, 505.",
    "From how much of each hour you are awake: IS is the share that the hour of the day explains (1 if all days are alike), IV how often it comes and goes. Witting et al. 1990; Van Someren et al. 1999, Chronobiology International 16, 505.",
];

pub(super) const COSINOR: Words = [
    "24時間の余弦曲線を、起きていた割合に最小二乗法で当てはめます。Nelson et al. 1979, Chronobiologia 6, 305.",
    "A cosine of 24 hours, fitted to how much you are awake by least squares. Nelson et al. 1979, Chronobiologia 6, 305.",
];

pub(super) const PERIOD: Words = [
    "16〜32時間を0.1時間ずつためすカイ二乗ピリオドグラム。24時間でないと言うのは、3週間以上あって、ピークがはっきりし、眠りが同じ向きに動きつづけたときだけ。Sokolove & Bushell 1978, Journal of Theoretical Biology 72, 131.",
    "The chi-square periodogram of 16 to 32 hours, by tenths. A day that is not 24 hours is told only of 3 weeks or more with a clear peak and sleep that keeps moving one way. Sokolove & Bushell 1978, Journal of Theoretical Biology 72, 131.",
];

pub(super) const CHANGES: Words = [
    "眠りの中央の列を、いちばん無理なく区切るところ（PELT）。14夜以上つづき、45分以上動いたもの。Killick et al. 2012, JASA 107, 1590.",
    "Where the nights' mid-sleep is best cut into stretches (PELT), of 14 nights or more, 45 minutes apart or more. Killick et al. 2012, JASA 107, 1590.",
];

pub(super) const STREAKS: Words = [
    "記録のある日が何日つづいたか。今日がまだでも、とぎれません。",
    "Days in a row with records. Today breaks nothing before it is over.",
];
