//! A record as a flat list of its objects and their fields, for those whose shapes differ.

use super::Record;
use super::fields::{Field, field_at};

/// Every object and list on a record's tape, and the fields of each.
#[derive(Default)]
pub struct Tree<'a> {
    /// In the order in which they open: the record itself first.
    pub objects: Vec<Object<'a>>,
    /// The number of the object, and a field of its own.
    pub fields: Vec<(usize, Field<'a>)>,
}

/// An object or a list.
pub struct Object<'a> {
    /// The key whose value it is, or is an element of; empty for the record itself.
    pub key: &'a [u8],
    /// The number of the one that it is in; the record itself is in itself.
    parent: usize,
    /// Its bytes, from bracket to bracket.
    pub bytes: &'a [u8],
    /// Where in [`Tree::fields`] its own are, among those of what is in it: no search looks further.
    fields: (usize, usize),
}

impl<'a> Tree<'a> {
    pub fn of(record: &Record<'a>) -> Tree<'a> {
        let (bytes, tape) = (record.bytes, record.tape);
        let mut tree = Tree::default();
        // Number and place of each that is open, the innermost last.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut key: &[u8] = b"";
        let mut next = 0;
        while let Some(&at) = tape.get(next) {
            let at = at as usize;
            match bytes.get(at) {
                Some(b'{' | b'[') => {
                    let parent = open.last().map_or(0, |(number, _)| *number);
                    open.push((tree.objects.len(), at));
                    let fields = (tree.fields.len(), tree.fields.len());
                    tree.objects.push(Object {
                        key,
                        parent,
                        bytes: b"",
                        fields,
                    });
                }
                Some(b'}' | b']') => {
                    if let Some((number, from)) = open.pop()
                        && let Some(object) = tree.objects.get_mut(number)
                    {
                        object.fields.1 = tree.fields.len();
                        object.bytes = bytes.get(from..=at).unwrap_or_default();
                        // Elements of one list all have the list's key.
                        key = object.key;
                    }
                }
                _ => {
                    if let Some(field) = field_at(record, next) {
                        key = field.key;
                        let number = open.last().map_or(0, |(number, _)| *number);
                        tree.fields.push((number, field));
                    }
                    next += 1; // its closing quote
                }
            }
            next += 1;
        }
        tree
    }

    /// An object's own field of this name.
    pub fn field(&self, object: usize, key: &[u8]) -> Option<Field<'a>> {
        let (from, to) = self.objects.get(object)?.fields;
        let is_it = |(of, field): &&(usize, Field)| *of == object && field.key == key;
        let found = self.fields.get(from..to)?.iter().find(is_it);
        found.map(|(_, field)| *field)
    }

    /// Of each object the field of this name of the innermost one around that has it, itself included.
    pub fn around(&self, key: &[u8]) -> Vec<Option<Field<'a>>> {
        let mut found = vec![None; self.objects.len()];
        for (object, field) in self.fields.iter().filter(|(_, field)| field.key == key) {
            if let Some(found) = found.get_mut(*object) {
                found.get_or_insert(*field);
            }
        }
        // Whatever is around stands before.
        for (number, object) in self.objects.iter().enumerate() {
            let outer = found.get(object.parent).copied().flatten();
            if let Some(found) = found.get_mut(number) {
                *found = found.or(outer);
            }
        }
        found
    }
}
