//! What the bird says without a model. Figures stand as slots, such as `{level}`; a line whose figure is not known
//! is not said. Every line passes what a model's answers have to pass.

use super::Situation;
use crate::engine::text::Language;

/// What it can say in a situation.
pub fn lines(language: Language, situation: Situation) -> &'static [&'static str] {
    match language {
        Language::Japanese => japanese(situation),
        Language::English => english(situation),
    }
}

fn japanese(situation: Situation) -> &'static [&'static str] {
    match situation {
        Situation::Tapped => &[
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
        Situation::Hungry => &[
            "おなかすいたなあ。{food}、まってるんだよね？",
            "くんくん。いいにおいがする。{food}だね！",
            "きみががんばったぶん、ぼくのおなかがよろこぶよ。",
            "ごはん、まだかな。まだかなあ。ちらっ。",
            "いそがなくていいよ。ごはんはにげないもん。",
        ],
        Situation::Ate => &[
            "おいしかったあ。ごちそうさま！",
            "もぐもぐ。きみのあじがするね。",
            "きょうは{fed}たべたよ。しあわせ。",
            "ぷはあ。ほっぺがおちそう。とりにほっぺ、あったかな。",
            "たべたらねむくなってきちゃった。",
        ],
        Situation::Full => &[
            "いまは、たべるものがないみたい。のんびりしよ。",
            "おなかはへいき。きみもやすんでね。",
            "ごはんがないひは、ゆめをたべるんだ。うそだけどね。",
            "なにもないひも、ぼくはすきだよ。",
        ],
        Situation::LevelUp => &[
            "やったあ！ {level}になったよ！",
            "みてみて、ちょっとおおきくなったきがする！",
            "きみといっしょだから、ここまでこられたんだよ。",
            "はねがきらきらしてる。きょうはおいわいだね！",
        ],
        Situation::Morning => &[
            "おはよう。きょうもきみがおきてくれて、うれしいな。",
            "いつもは{wake}ごろにおきるんだよね。ぼく、しってるよ。",
            "ふわあ。あさのひかりって、まぶしいね。",
            "おはよう。まずはおみず、のもうか。ぼくもさんせい。",
        ],
        Situation::Late => &[
            "まだおきてるの？ ぼくはよるのとりだけど、きみはひとだよ。",
            "いつもは{sleep}ごろにねるのに。きょうは、とくべつなよる？",
            "ふわあ。ぼくのほうがさきに、ねむくなっちゃった。",
            "つづきは、あしたのきみにまかせちゃおうよ。",
            "よふかしもたまにはいいけど、ぼく、となりでうとうとしてるね。",
        ],
        Situation::Asleep => &[
            "すう、すう。",
            "むにゃ。もうたべられないよう。",
            "ん。まだ、よるだよね。おやすみ。",
            "ゆめのなかで、きみとそらをとんでたのに。",
        ],
        Situation::Rest => &[
            "きょうはおやすみのひだね。ごろごろしよ。",
            "なにもしないって、けっこうむずかしいんだよ。えらいえらい。",
            "やすむのも、だいじなおしごとだよ。",
            "おでかけする？ おひるねする？ どっちもいいね。",
        ],
        Situation::Asked => &[
            "うーん、ぼくにはむずかしいや。でも、きいてるよ。",
            "とりのことばでいうと、ぴぴぴ、かな。",
            "それ、もっときかせて。",
            "きみがそういうなら、きっとそうだね。",
            "ぼく、いまはうまくはなせないみたい。そばにはいるよ。",
            "ふむふむ。はねにきざんでおくね。",
        ],
    }
}

fn english(situation: Situation) -> &'static [&'static str] {
    match situation {
        Situation::Tapped => &[
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
        Situation::Hungry => &[
            "I am hungry. I see {food} over there!",
            "Sniff, sniff. Is that {food} for me?",
            "You did your work, so my tummy is happy.",
            "Is it dinner yet? I am only looking.",
            "Take your time. Food can't fly away. I can.",
        ],
        Situation::Ate => &[
            "That was so good. Thank you!",
            "Yum. It tastes a bit like you.",
            "I had {fed} today. Life is good.",
            "My cheeks are full. Do birds have cheeks?",
            "Now I am sleepy. It was worth it.",
        ],
        Situation::Full => &[
            "There is nothing to eat just now. Let's take it easy.",
            "My tummy is fine. You should rest too.",
            "On days like this I eat dreams. Just kidding.",
            "I like quiet days as well.",
        ],
        Situation::LevelUp => &[
            "Hooray! I made it to {level}!",
            "Look, look! I think I grew a bit!",
            "I got here because you were with me.",
            "My feathers shine. Let's have a party!",
        ],
        Situation::Morning => &[
            "Good morning. I am glad you are up.",
            "You often get up around {wake}. I keep an eye on you.",
            "Yawn. The morning is so bright.",
            "Good morning. Have some water before you start. I will too.",
        ],
        Situation::Late => &[
            "Still up? I am a night bird, but you are not.",
            "You are often asleep by {sleep}. Is tonight special?",
            "Yawn. I got sleepy before you did.",
            "Leave the rest to tomorrow's you.",
            "A late night is fine now and then. I will doze beside you.",
        ],
        Situation::Asleep => &[
            "Zzz.",
            "Mmm. I can't eat any more.",
            "Hm? It is still dark. Good night.",
            "I was flying with you in my dream.",
        ],
        Situation::Rest => &[
            "It is a day off. Let's be lazy.",
            "Doing nothing is hard. You are good at it!",
            "Rest is work too, and good work.",
            "A walk or a nap? Both sound nice.",
        ],
        Situation::Asked => &[
            "Hmm, that is hard for a bird. But I am listening.",
            "In bird words I would say: peep peep.",
            "Tell me more about that.",
            "If you say so, it must be true.",
            "I can't find the words now. I am here, though.",
            "I see. I will keep that under my wing.",
        ],
    }
}
