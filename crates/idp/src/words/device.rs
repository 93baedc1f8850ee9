//! A device in words, so that people know theirs again: "Firefox on Windows".

use super::Language;

/// What a browser says of itself, as far as it can be believed: enough to know it again, no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    /// The browser, if it is one of the common ones.
    pub browser: Option<Browser>,
    /// What it runs on, if that is one of the common ones.
    pub system: Option<System>,
}

/// A browser that many people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chrome, and others that do not say that they are not.
    Chrome,
    /// Edge.
    Edge,
    /// Firefox.
    Firefox,
    /// Opera.
    Opera,
    /// Safari, and every browser on an iPhone that does not say its own name.
    Safari,
    /// Samsung Internet.
    Samsung,
}

/// What a browser runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// A phone or tablet with Android.
    Android,
    /// A Chromebook.
    ChromeOs,
    /// An iPad that does not claim to be a Mac.
    Ipad,
    /// An iPhone.
    Iphone,
    /// Linux on a computer.
    Linux,
    /// A Mac.
    Mac,
    /// Windows.
    Windows,
}

/// Signs of a browser in its header, the tellers first: most browsers name others as well.
const BROWSERS: [(&str, Browser); 10] = [
    ("Edg/", Browser::Edge),
    ("EdgA/", Browser::Edge),
    ("EdgiOS/", Browser::Edge),
    ("OPR/", Browser::Opera),
    ("SamsungBrowser/", Browser::Samsung),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Safari/", Browser::Safari),
];

/// Signs of a system, the tellers first: an Android says Linux, too.
const SYSTEMS: [(&str, System); 7] = [
    ("iPhone", System::Iphone),
    ("iPad", System::Ipad),
    ("Android", System::Android),
    ("CrOS", System::ChromeOs),
    ("Windows", System::Windows),
    ("Macintosh", System::Mac),
    ("Linux", System::Linux),
];

impl Device {
    /// Reads a header `User-Agent`. Anybody can send any, so that it is for people's eyes only.
    pub fn of(user_agent: &str) -> Self {
        let browser = BROWSERS.iter().find(|(sign, _)| user_agent.contains(sign));
        let system = SYSTEMS.iter().find(|(sign, _)| user_agent.contains(sign));
        Self { browser: browser.map(|(_, it)| *it), system: system.map(|(_, it)| *it) }
    }

    /// The device in words: "Safari on an iPhone", "Windows", "A device".
    pub fn words(self, language: Language) -> String {
        let system = self.system.map(|system| system.words(language));
        match (self.browser.map(Browser::name), system) {
            (Some(browser), Some(system)) => match language {
                Language::En => format!("{browser} on {system}"),
                Language::De => format!("{browser} auf {system}"),
                Language::Fr => format!("{browser} sur {system}"),
                Language::Es => format!("{browser} en {system}"),
                Language::It => format!("{browser} su {system}"),
                Language::Ar => format!("{browser} على {system}"),
            },
            (Some(only), None) => only.to_owned(),
            (None, Some(system)) => match language {
                Language::En => format!("A browser on {system}"),
                Language::De => format!("Ein Browser auf {system}"),
                Language::Fr => format!("Un navigateur sur {system}"),
                Language::Es => format!("Un navegador en {system}"),
                Language::It => format!("Un browser su {system}"),
                Language::Ar => format!("متصفح على {system}"),
            },
            (None, None) => match language {
                Language::En => "A device we do not know".to_owned(),
                Language::De => "Ein Gerät, das wir nicht kennen".to_owned(),
                Language::Fr => "Un appareil que nous ne connaissons pas".to_owned(),
                Language::Es => "Un dispositivo que no conocemos".to_owned(),
                Language::It => "Un dispositivo che non conosciamo".to_owned(),
                Language::Ar => "جهاز لا نعرفه".to_owned(),
            },
        }
    }
}

impl Browser {
    const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "Chrome",
            Self::Edge => "Edge",
            Self::Firefox => "Firefox",
            Self::Opera => "Opera",
            Self::Safari => "Safari",
            Self::Samsung => "Samsung Internet",
        }
    }
}

impl System {
    const fn words(self, language: Language) -> &'static str {
        let [en, de, fr, es, it, ar] = match self {
            Self::Android => ["Android"; 6],
            Self::ChromeOs => [
                "a Chromebook",
                "einem Chromebook",
                "un Chromebook",
                "un Chromebook",
                "un Chromebook",
                "جهاز Chromebook",
            ],
            Self::Ipad => ["an iPad", "einem iPad", "un iPad", "un iPad", "un iPad", "جهاز iPad"],
            Self::Iphone => {
                ["an iPhone", "einem iPhone", "un iPhone", "un iPhone", "un iPhone", "هاتف iPhone"]
            }
            Self::Linux => ["Linux"; 6],
            Self::Mac => ["a Mac", "einem Mac", "un Mac", "un Mac", "un Mac", "جهاز Mac"],
            Self::Windows => ["Windows"; 6],
        };
        match language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
            Language::Es => es,
            Language::It => it,
            Language::Ar => ar,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headers as browsers of 2025 send them, and what they are.
    #[test]
    fn a_browser_is_known_by_what_only_it_says() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/140.0.0.0 Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
        let firefox = "Mozilla/5.0 (Android 16; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0";
        let said = |header, language| Device::of(header).words(language);
        assert_eq!(said(chrome, Language::En), "Chrome on Linux");
        assert_eq!(said(edge, Language::Es), "Edge en Windows");
        assert_eq!(said(iphone, Language::De), "Safari auf einem iPhone");
        assert_eq!(said(firefox, Language::En), "Firefox on Android");
    }

    #[test]
    fn an_unknown_device_is_not_named_after_its_header() {
        for language in Language::ALL {
            let words = Device::of("<script>Toaster/1.0").words(language);
            assert!(!words.contains("Toaster"), "{words}");
        }
        assert_eq!(Device::of("curl/8 (Windows)").words(Language::En), "A browser on Windows");
    }
}
