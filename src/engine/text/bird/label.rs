//! Words of the bird's page that have no figures in them: buttons, headings, hints.

use crate::engine::text::label::{Label, labels};

labels! {
    // The page.
    Bird: "鳥", "The bird";
    Touch: "鳥をなでる", "Pat the bird";
    ExperienceBar: "次のレベルまでの経験値", "Experience towards the next level";
    NeverTaken: "レベルは下がりません。休んでも、鳥は元気です。", "Levels are never lost. The bird is fine when you rest.";

    // Eating.
    Food: "えさ", "Food";
    FoodLead: "あなたのしたことが、ひとつで1食のえさになります。1週間とっておけます。", "Each thing you did is one meal. It keeps for a week.";
    NightIsNoBetter: "夜中の3時のコミットも、昼のコミットも、おなじ1食です。", "A commit at 3 a.m. feeds no more than one at noon.";
    Fetch: "GitHubからえさをもらう", "Fetch food from GitHub";
    FetchAgain: "もう一度もらう", "Fetch again";
    SampleFood: "サンプルのえさを出す", "Use sample food";
    FromSample: "いまは、架空の人のポストがえさです。", "For now it eats the posts of someone made up.";
    FromArchive: "開いているアーカイブの、最後の1週間のポストがえさです。", "The posts of the last week in your archive are its food.";
    NoSource: "えさをもらうところが、まだありません。GitHubからもらうか、Xのアーカイブを開いてください。", "There is nothing to feed it with yet. Fetch food from GitHub, or open an X archive.";
    NoneLiked: "好きな言語のえさが、この1週間にはありません。好みを変えるか、のんびり待ってください。", "This week has nothing of the languages it likes. Change its taste, or just wait.";
    NothingLeft: "ぜんぶ食べました。続きは、また何かしたときに。休んでもだいじょうぶです。", "All eaten. There will be more when you do more, and no hurry.";
    Menu: "メニュー", "Menu";
    FeedOne: "ごはんをあげる", "Feed it";
    FeedAll: "ぜんぶあげる", "Feed it all";

    // What it likes.
    Taste: "好きな言語", "Favourite languages";
    TasteHint: "えらんだ言語がリポジトリのどこかで使われていれば、えさになります。いくつでもえらべます。", "Whatever was done in a repository that uses one of them is food. Choose as many as you like.";
    TasteAdd: "言語を足す", "Add a language";

    // Its looks.
    Wardrobe: "着がえ", "Wardrobe";
    Outfits: "服", "Outfits";
    Rooms: "部屋", "Rooms";

    // Its name.
    Name: "名前", "Name";
    NameHint: "30文字まで。あとから何度でも変えられます。", "Up to 30 characters. You can change it any time.";
    Unnamed: "名前はまだない", "No name yet";

    // Its presents.
    Presents: "もらったもの", "Presents";
    PresentsHint: "規則正しく眠れた週と、何もしない日のあった週に、ひとつずつもらえます。", "One for a week of regular sleep, and one for a week with a day off.";
    NoPresents: "まだ何もありません。のんびりどうぞ。", "None yet. No hurry.";
    Sleeping: "眠る時間", "When it sleeps";

    // The ranking.
    Ranking: "ランキング", "Ranking";
    RankingLead: "GitHubでフォローしている人を、この1年の公開されている活動で並べます。", "Ranks the people you follow on GitHub by their public activity of the last year.";
    RankingNote: "だれの鳥が何を食べたかは、だれにも知らされません。公開の活動をぜんぶ食べていたらこのレベル、という目安です。あなたの行には、トークンで見える非公開の活動も入ることがあります。", "Nobody is told what anyone’s bird ate. This level is what it would be, had a bird eaten all that is public. Your own row may count private work that your token can see.";
    RankingCost: "かかるポイントを調べる", "See what it costs";
    RankingStart: "調べる", "Go ahead";
    RankingNone: "GitHubで、まだだれもフォローしていません。", "You don’t follow anyone on GitHub yet.";
    RankingMost: "100人までを並べています。", "No more than 100 people are ranked.";
    You: "あなた", "You";

    // Talking.
    Talk: "おしゃべり", "Talk";
    TalkHint: "何か話しかけてみてください。短く、ひらがなで返ってきます。", "Say something to it. It answers in few words.";
    TalkThinks: "うーん…", "Hmm…";
    TalkWords: "話しかける", "Say something";
    TalkSend: "送る", "Send";
    TalkListen: "話す", "Speak";
    TalkBySpeech: "声で話しかける", "Talk by voice";
    Answers: "答えるのは", "Who answers";
    AnswersDevice: "このブラウザの中のモデル。だめなら、決まったせりふ。", "The model in this browser, or else lines it knows by heart.";
    AnswersBoth: "このブラウザの中のモデル。答えられないときは、あなたのキーでGeminiに送ります。", "The model in this browser; what it can’t answer goes to Gemini with your key.";
    AnswersGemini: "あなたのキーで、Gemini。だめなら、決まったせりふ。", "Gemini with your key, or else lines it knows by heart.";
    AnswersScript: "決まったせりふ。どこにもつながりません。", "Lines it knows by heart. Nothing is sent.";
    DeviceDownload: "モデルをダウンロード", "Download the model";
    Gemini: "自分のGeminiキーで話す", "Talk with your own Gemini key";
    GeminiTake: "このキーを使う", "Use this key";
    GeminiMake: "キーを作る", "Make a key";
    GeminiModel: "モデル", "Model";
    GeminiAgree: "これを送って話す", "Send this and talk";
    GeminiForget: "キーを忘れる", "Forget the key";
    Sounds: "声と音", "Voice and sounds";
    Voice: "声", "Voice";
    VoiceNone: "なし", "None";
    VoiceBrowser: "ブラウザの声", "Browser’s";
    VoiceAsking: "VOICEVOXにきいています…", "Asking VOICEVOX…";
    VoiceStyle: "話す人", "Speaker";
    VoiceTry: "きいてみる", "Try it";
    VoiceSample: "ぴい。ぼくのこえ、きこえるかな。", "Chirp. Can you hear me?";
    VoiceAgain: "もう一度ためす", "Try again";
    Effects: "効果音", "Sound effects";
    Music: "音楽", "Music";
    Settings: "設定", "Settings";

    // Cards.
    Cards: "鳥の名刺", "Bird cards";
    CardsLead: "名刺には、名前とレベル、服と部屋だけが入ります。食べたものや眠る時間は入りません。", "A card has the bird’s name, level, clothes and room. Nothing of what it ate or when it sleeps.";
    CardMake: "名刺のリンクをコピー", "Copy a link to its card";
    CardCopied: "コピーしました。", "Copied.";
    CardSave: "名刺をファイルに保存", "Save its card to a file";
    CardTake: "もらった名刺を加える", "Add a card you were given";
    CardFile: "名刺のファイルをえらぶ", "Choose a card’s file";
    CardBad: "名刺として読めませんでした。リンクの最後まで入っているか、確かめてください。", "That could not be read as a card. Check that the whole link is there.";
    CardDrop: "この名刺を外す", "Remove this card";
    CardLogin: "GitHubの名前も入れる", "Put my GitHub name on it";

    // Keeping it.
    Keeping: "鳥の保存", "Keeping the bird";
    Save: "鳥をファイルに保存", "Save the bird to a file";
    Saved: "保存しました。", "Saved.";
    BackUp: "最近ファイルに保存していません。いちど保存しておきませんか。", "It has been a while since the bird was saved to a file. Save it now?";
    Later: "あとで", "Later";
    Restore: "ファイルから呼びもどす", "Bring one back from a file";
    RestoreHint: "いまの鳥といっしょになります。経験値は減らず、おなじごはんを二重に数えることもありません。", "It becomes one with the bird that is here. No experience is lost, and no meal counts twice.";
    Erase: "この鳥を消す", "Erase this bird";
    EraseSure: "消す", "Erase it";
    EraseNot: "消さない", "Keep it";
    NotSaved: "このブラウザに保存できませんでした。設定からファイルに保存しておいてください。", "The browser could not save the bird. Save it to a file, in the settings.";
    FileGone: "ファイルを読めませんでした。もう一度えらんでください。", "The file could not be read. Choose it again.";
    UnreadKept: "このブラウザにいた鳥の記録が読めないので、上書きせずに残してあります。ファイルに保存しておけます。消すと、新しい鳥がやってきます。", "What this browser keeps of your bird can’t be read, so nothing is written over it. You can save it to a file; if you erase it, a new bird comes.";
}
