//! What food is served as. It is a matter of looks: a meal is a meal.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dish {
    #[default]
    Ramen,
    Curry,
    Mapo,
    Tteokbokki,
    Onigiri,
    Pancakes,
    MisoSoup,
    Berries,
}

impl Dish {
    /// The menu.
    pub const ALL: [Dish; 8] = [
        Dish::Ramen,
        Dish::Curry,
        Dish::Mapo,
        Dish::Tteokbokki,
        Dish::Onigiri,
        Dish::Pancakes,
        Dish::MisoSoup,
        Dish::Berries,
    ];

    /// Its name in attributes and in what is saved.
    pub fn name(self) -> &'static str {
        match self {
            Dish::Ramen => "ramen",
            Dish::Curry => "curry",
            Dish::Mapo => "mapo",
            Dish::Tteokbokki => "tteokbokki",
            Dish::Onigiri => "onigiri",
            Dish::Pancakes => "pancakes",
            Dish::MisoSoup => "soup",
            Dish::Berries => "berries",
        }
    }

    pub fn named(name: &str) -> Option<Dish> {
        Dish::ALL.into_iter().find(|one| one.name() == name)
    }
}
