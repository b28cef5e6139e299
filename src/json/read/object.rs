use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// A struct that is read from an object by field name: unknown fields are skipped, duplicates are
/// rejected. Implemented by hand because serde's derive macro takes longer to build than this crate.
macro_rules! from_object {
    (
        $(#[$attribute:meta])*
        struct $type:ident, $expecting:literal, needs [$($needed:ident),*] {
            $($field:ident: $value:ty,)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Default)]
        pub(super) struct $type {
            $(pub(super) $field: $value,)+
        }

        impl<'de> ::serde_core::de::Deserialize<'de> for $type {
            fn deserialize<D: ::serde_core::de::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                struct ObjectVisitor;

                impl<'de> ::serde_core::de::Visitor<'de> for ObjectVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: ::serde_core::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$type, A::Error> {
                        let mut object = $type::default();
                        let mut names = $crate::json::read::object::Names::new(&[
                            $(stringify!($field)),+
                        ]);
                        while let Some(name) = names.next(&mut map)? {
                            match name {
                                $(stringify!($field) => object.$field = map.next_value()?,)+
                                _ => drop(map.next_value::<::serde_core::de::IgnoredAny>()?),
                            }
                        }
                        $(if object.$needed.is_none() {
                            return Err(::serde_core::de::Error::missing_field(stringify!($needed)));
                        })*
                        Ok(object)
                    }
                }

                deserializer.deserialize_map(ObjectVisitor)
            }
        }
    };
}

pub(super) use from_object;

/// The names of the fields that an object may have, for use while reading it.
pub(super) struct Names {
    known: &'static [&'static str],
    /// One bit for each field that was read.
    seen: u16,
}

impl Names {
    pub(super) const fn new(known: &'static [&'static str]) -> Self {
        Self { known, seen: 0 }
    }

    /// The name of the next field; `""` if it is unknown.
    ///
    /// # Errors
    ///
    /// Fails for a duplicate field, because one of the two would be lost.
    pub(super) fn next<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
    ) -> Result<Option<&'static str>, A::Error> {
        let Some(known) = map.next_key_seed(NameVisitor(self.known))? else {
            return Ok(None);
        };
        let Some(number) = known else {
            return Ok(Some(""));
        };
        let (name, bit) = (self.known[number], 1 << number);
        if self.seen & bit != 0 {
            return Err(A::Error::duplicate_field(name));
        }
        self.seen |= bit;
        Ok(Some(name))
    }
}

/// Looks up a name without storing it.
struct NameVisitor(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameVisitor {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameVisitor {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}
