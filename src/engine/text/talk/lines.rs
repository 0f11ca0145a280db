//! What the bird says without a model. Figures stand as slots, such as `{level}`; a line whose figure is not known
//! is not said. Every line passes what a model's answers have to pass.

use super::Situation;
use crate::engine::text::Language;

/// The same in each language, Japanese first.
type Lines = [&'static [&'static str]; 2];

/// What it can say in a situation.
pub fn lines(language: Language, situation: Situation) -> &'static [&'static str] {
    let [japanese, english] = match situation {
        Situation::Tapped => TAPPED,
        Situation::Hungry => HUNGRY,
        Situation::Ate => ATE,
        Situation::Full => FULL,
        Situation::LevelUp => LEVEL_UP,
        Situation::Morning => MORNING,
        Situation::Late => LATE,
        Situation::Asleep => ASLEEP,
        Situation::Rest => REST,
        Situation::Asked => ASKED,
    };
    language.pick(japanese, english)
}

const TAPPED: Lines = [
    &[
        "ぴい！ くすぐったいよ。",
        "なあに？ あそんでくれるの？",
        "いま、はねのおていれちゅう。みとれてもいいよ。",
        "ぼく、{level}なんだよ。えへん。",
        "つぎのれべるまで、あと{next}だって。のんびりいこうね。",
        "そこ、きもちいい。もうちょっとだけ。",
        "ねえねえ、きょうはどんなひだった？",
        "ぼくのこと、かんがえてた？ なんてね。",
        "よるのそらって、いいにおいがするんだよ。",
        "きみのて、あったかいね。",
    ],
    &[
        "Peep! That tickles.",
        "What is it? Do you want to play?",
        "I am busy with my feathers. You may admire me.",
        "I am at {level}, you know. Ahem.",
        "Just {next} to go. No hurry.",
        "Oh, right there. A little more, please.",
        "So, how was your day?",
        "Were you thinking of me? Just asking.",
        "The night sky smells nice. Did you know?",
        "Your hand is so warm.",
    ],
];

const HUNGRY: Lines = [
    &[
        "おなかすいたなあ。{food}、まってるんだよね？",
        "くんくん。いいにおいがする。{food}だね！",
        "きみががんばったぶん、ぼくのおなかがよろこぶよ。",
        "ごはん、まだかな。まだかなあ。ちらっ。",
        "いそがなくていいよ。ごはんはにげないもん。",
    ],
    &[
        "I am hungry. I see {food} over there!",
        "Sniff, sniff. Is that {food} for me?",
        "You did your work, so my tummy is happy.",
        "Is it dinner yet? I am only looking.",
        "Take your time. Food can't fly away. I can.",
    ],
];

const ATE: Lines = [
    &[
        "おいしかったあ。ごちそうさま！",
        "もぐもぐ。きみのあじがするね。",
        "きょうは{fed}たべたよ。しあわせ。",
        "ぷはあ。ほっぺがおちそう。とりにほっぺ、あったかな。",
        "たべたらねむくなってきちゃった。",
    ],
    &[
        "That was so good. Thank you!",
        "Yum. It tastes a bit like you.",
        "I had {fed} today. Life is good.",
        "My cheeks are full. Do birds have cheeks?",
        "Now I am sleepy. It was worth it.",
    ],
];

const FULL: Lines = [
    &[
        "いまは、たべるものがないみたい。のんびりしよ。",
        "おなかはへいき。きみもやすんでね。",
        "ごはんがないひは、ゆめをたべるんだ。うそだけどね。",
        "なにもないひも、ぼくはすきだよ。",
    ],
    &[
        "There is nothing to eat just now. Let's take it easy.",
        "My tummy is fine. You should rest too.",
        "On days like this I eat dreams. Just kidding.",
        "I like quiet days as well.",
    ],
];

const LEVEL_UP: Lines = [
    &[
        "やったあ！ {level}になったよ！",
        "みてみて、ちょっとおおきくなったきがする！",
        "きみといっしょだから、ここまでこられたんだよ。",
        "はねがきらきらしてる。きょうはおいわいだね！",
    ],
    &[
        "Hooray! I made it to {level}!",
        "Look, look! I think I grew a bit!",
        "I got here because you were with me.",
        "My feathers shine. Let's have a party!",
    ],
];

const MORNING: Lines = [
    &[
        "おはよう。きょうもきみがおきてくれて、うれしいな。",
        "いつもは{wake}ごろにおきるんだよね。ぼく、しってるよ。",
        "ふわあ。あさのひかりって、まぶしいね。",
        "おはよう。まずはおみず、のもうか。ぼくもさんせい。",
    ],
    &[
        "Good morning. I am glad you are up.",
        "You often get up around {wake}. I keep an eye on you.",
        "Yawn. The morning is so bright.",
        "Good morning. Have some water before you start. I will too.",
    ],
];

const LATE: Lines = [
    &[
        "まだおきてるの？ ぼくはよるのとりだけど、きみはひとだよ。",
        "いつもは{sleep}ごろにねるのに。きょうは、とくべつなよる？",
        "ふわあ。ぼくのほうがさきに、ねむくなっちゃった。",
        "つづきは、あしたのきみにまかせちゃおうよ。",
        "よふかしもたまにはいいけど、ぼく、となりでうとうとしてるね。",
    ],
    &[
        "Still up? I am a night bird, but you are not.",
        "You are often asleep by {sleep}. Is tonight special?",
        "Yawn. I got sleepy before you did.",
        "Leave the rest to tomorrow's you.",
        "A late night is fine now and then. I will doze beside you.",
    ],
];

const ASLEEP: Lines = [
    &[
        "すう、すう。",
        "むにゃ。もうたべられないよう。",
        "ん。まだ、よるだよね。おやすみ。",
        "ゆめのなかで、きみとそらをとんでたのに。",
    ],
    &[
        "Zzz.",
        "Mmm. I can't eat any more.",
        "Hm? It is still dark. Good night.",
        "I was flying with you in my dream.",
    ],
];

const REST: Lines = [
    &[
        "きょうはおやすみのひだね。ごろごろしよ。",
        "なにもしないって、けっこうむずかしいんだよ。えらいえらい。",
        "やすむのも、だいじなおしごとだよ。",
        "おでかけする？ おひるねする？ どっちもいいね。",
    ],
    &[
        "It is a day off. Let's be lazy.",
        "Doing nothing is hard. You are good at it!",
        "Rest is work too, and good work.",
        "A walk or a nap? Both sound nice.",
    ],
];

const ASKED: Lines = [
    &[
        "うーん、ぼくにはむずかしいや。でも、きいてるよ。",
        "とりのことばでいうと、ぴぴぴ、かな。",
        "それ、もっときかせて。",
        "きみがそういうなら、きっとそうだね。",
        "ぼく、いまはうまくはなせないみたい。そばにはいるよ。",
        "ふむふむ。はねにきざんでおくね。",
    ],
    &[
        "Hmm, that is hard for a bird. But I am listening.",
        "In bird words I would say: peep peep.",
        "Tell me more about that.",
        "If you say so, it must be true.",
        "I can't find the words now. I am here, though.",
        "I see. I will keep that under my wing.",
    ],
];
