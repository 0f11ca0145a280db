//! What this is, and what helps to find its faults.

use super::Language;
use super::label::{Label, labels};
use crate::engine::machine::Machine;

labels! {
    AboutLead: "夜鳥は、XのアーカイブやGitHubの記録から、起きていた時間をカレンダーにするページです。サーバーはなく、計算はすべてこの端末の中でします。",
        "Yodori turns an X archive, or what you did on GitHub, into a calendar of the hours you were awake. There is no server: all of it is computed on this device.";
    Version: "バージョン", "Version";
    Diagnostics: "うまく動かないとき", "If something goes wrong";
    DiagnosticsLead: "不具合を知らせるときは、これをコピーして添えてください。名前も記録も時刻も入っていません。",
        "Add this when you report a fault. It holds no name, no record and no time of yours.";
    CopyDiagnostics: "コピーする", "Copy it";
    DiagnosticsCopied: "コピーしました。", "Copied.";
    DiagnosticsNotCopied: "コピーできませんでした。上の文字をえらんでコピーしてください。", "It could not be copied. Select the text above and copy that.";
    Methods: "数の出どころ", "Where the figures come from";
    MethodsLead: "リズムのカードにある数の求め方と、もとにした論文です。", "How the figures on the cards of your rhythm are made, and who published that.";
    Licences: "ライセンス", "Licences";
    LicenceLead: "夜鳥はMITライセンスです。鳥も部屋も料理も、このページのために描きました。", "Yodori is under the MIT licence. The bird, its rooms and its meals were drawn for this page.";
    OthersLicences: "使っているソフトウェアのライセンス", "Licences of the software it is made with";
}

/// Lines for whoever looks for a fault: in English, whatever the page speaks.
///
/// * `version`: the page's.
pub fn diagnostics(version: &str, language: Language, machine: &Machine) -> String {
    let [width, height, ratio] = machine.window.map(|number| number.to_string());
    let mut lines = vec![
        ["Yodori ", version, " (", &machine.build, ")"].concat(),
        ["browser: ", &machine.agent].concat(),
        ["page in: ", language.tag()].concat(),
        ["window: ", &width, " × ", &height, " at ", &ratio, " %"].concat(),
        ["processors: ", &machine.processors.to_string()].concat(),
    ];
    let yes_or_no = |is: &bool| if *is { "yes" } else { "no" };
    let abilities = machine.abilities.iter();
    lines.extend(abilities.map(|(name, is)| [name, ": ", yes_or_no(is)].concat()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnostics_are_lines_that_can_be_read_whatever_the_browser_lacks() {
        let bare = diagnostics("0.1.0", Language::Japanese, &Machine::default());
        assert_eq!(
            bare,
            "Yodori 0.1.0 ()\nbrowser: \npage in: ja\nwindow: 0 × 0 at 0 %\nprocessors: 0"
        );
        let machine = Machine {
            agent: "Browser/1".into(),
            processors: 8,
            window: [360, 740, 300],
            abilities: vec![("share", true), ("speech", false)],
            build: "0123456789abcdef".into(),
        };
        let told = diagnostics("0.1.0", Language::English, &machine);
        assert_eq!(
            told,
            "Yodori 0.1.0 (0123456789abcdef)\nbrowser: Browser/1\npage in: en\nwindow: 360 × 740 at 300 %\nprocessors: 8\nshare: yes\nspeech: no"
        );
    }
}
