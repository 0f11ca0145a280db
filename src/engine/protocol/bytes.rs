//! Values as bytes, written by hand: a serialisation library would be a sixth of the worker.
//!
//! Numbers are varints (seven bits a byte, the lowest first), texts and lists begin with their
//! length, and what may be missing with a 0 or 1.

/// Writes values one after another.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    pub fn float(&mut self, float: f64) {
        self.bytes.extend_from_slice(&float.to_le_bytes());
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub fn texts(&mut self, texts: &[String]) {
        self.list(texts, |to, text| to.text(text));
    }

    pub fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Writer, &T)) {
        self.number(items.len() as u64);
        for item in items {
            write(self, item);
        }
    }

    pub fn option<T>(&mut self, value: Option<T>, write: impl Fn(&mut Writer, T)) {
        self.byte(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// One of `all`, as its place among them.
    pub fn one_of<T: PartialEq>(&mut self, all: &[T], value: T) {
        let place = all.iter().position(|other| *other == value);
        self.byte(place.unwrap_or_default() as u8);
    }
}

/// Reads what a [`Writer`] wrote. Everything is `None` where the bytes are anything else. Nothing is
/// made larger than the bytes that are there, whatever length they claim.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { rest: bytes }
    }

    /// What has not been read.
    pub fn into_rest(self) -> &'a [u8] {
        self.rest
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return None;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of fewer bits.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    /// A finite number.
    pub fn float(&mut self) -> Option<f64> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(f64::from_le_bytes(*bytes)).filter(|float| float.is_finite())
    }

    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.small()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    pub fn text(&mut self) -> Option<String> {
        Some(std::str::from_utf8(self.bytes()?).ok()?.to_owned())
    }

    pub fn texts(&mut self) -> Option<Vec<String>> {
        self.list(Reader::text)
    }

    pub fn list<T>(&mut self, read: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        // No room is made beforehand: each item has to be there first.
        (0..length).map(|_| read(self)).collect()
    }

    pub fn option<T>(&mut self, read: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            1 => read(self).map(Some),
            _ => None,
        }
    }

    /// One of `all`, by its place among them.
    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(usize::from(self.byte()?)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_many_bytes_as_they_need_and_no_more_than_fit() {
        for (number, length) in [
            (0, 1),
            (0x7f, 1),
            (0x80, 2),
            (u64::from(u32::MAX), 5),
            (u64::MAX >> 1, 9),
            (u64::MAX, 10),
        ] {
            let mut writer = Writer::default();
            writer.number(number);
            let bytes = writer.into_bytes();
            assert_eq!(bytes.len(), length, "{number}");
            assert_eq!(Reader::new(&bytes).number(), Some(number));
        }
        let too_many_bits = [[0xff; 9].as_slice(), &[0x02]].concat();
        assert_eq!(Reader::new(&too_many_bits).number(), None);
        assert_eq!(Reader::new(&[0xff; 11]).number(), None);
        assert_eq!(Reader::new(&[0x80, 0x02]).small::<u8>(), None);
    }

    #[test]
    fn lengths_beyond_the_bytes_are_refused() {
        let mut writer = Writer::default();
        writer.number(u64::MAX);
        writer.byte(b'x');
        let bytes = writer.into_bytes();
        assert_eq!(Reader::new(&bytes).text(), None);
        assert_eq!(Reader::new(&bytes).list(Reader::byte), None);
    }
}
