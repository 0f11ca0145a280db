//! Cards of others' birds, as links and files bring them; they are kept in this browser.

use leptos::prelude::*;

use crate::engine::bird::card::{Card, Cards};
use crate::ui::dom::keep;
use crate::web::{page, storage};

/// Where they are kept.
const KEPT: &str = "yodori.cards";
/// How the hash of a link begins that brings one.
const LINK: &str = "bird=";

#[derive(Clone, Copy)]
pub struct CardBox {
    cards: RwSignal<Cards>,
    /// How often one came by a link.
    came: RwSignal<u32>,
}

impl CardBox {
    pub fn new() -> CardBox {
        let kept = storage::get(KEPT).unwrap_or_default();
        let cards = CardBox {
            cards: RwSignal::new(Cards::read(&kept)),
            came: RwSignal::default(),
        };
        cards.take_link(&page::hash());
        keep(page::on_hash(move |hash| cards.take_link(&hash)));
        cards
    }

    /// Takes the card that a link brings, which is then the bird's page as any other.
    fn take_link(self, hash: &str) {
        if let Some(line) = hash.strip_prefix(LINK) {
            self.take(line);
            self.came.update(|came| *came = came.wrapping_add(1));
            page::stand_at("/bird");
        }
    }

    /// Takes a card, or those of a file; whether there was one.
    pub fn take(self, text: &str) -> bool {
        let cards: Vec<Card> = text.lines().filter_map(Card::read).collect();
        let is_some = !cards.is_empty();
        self.cards
            .update(|all| cards.into_iter().for_each(|card| all.take(card)));
        self.keep();
        is_some
    }

    pub fn drop(self, card: &Card) {
        self.cards.update(|cards| cards.drop(card));
        self.keep();
    }

    fn keep(self) {
        let text = self.cards.with_untracked(Cards::written);
        storage::set(KEPT, (!text.is_empty()).then_some(text.as_str()));
    }

    /// A link that brings a card.
    pub fn link(card: &Card) -> String {
        [&page::address(), "#", LINK, &card.written()].concat()
    }

    pub fn cards(self) -> RwSignal<Cards> {
        self.cards
    }

    /// How often a card came by a link.
    pub fn came(self) -> u32 {
        self.came.get()
    }
}

/// The cards, from anywhere below the bird's page.
pub fn card_box() -> CardBox {
    expect_context()
}
