use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads the fields of an object, each as its arm says; those that are not known are skipped.
macro_rules! each_field {
    ($map:ident; $($name:literal => $read:expr,)+) => {
        let mut fields = $crate::json::fields::Fields::new(&[$($name),+]);
        while let Some(name) = fields.next(&mut $map)? {
            match name {
                $($name => $read,)+
                _ => drop($map.next_value::<serde_core::de::IgnoredAny>()?),
            }
        }
    };
}

pub(super) use each_field;

/// The fields that an object may have, while it is read.
pub(super) struct Fields {
    names: &'static [&'static str],
    /// Which of them were read, a bit each.
    seen: u16,
}

impl Fields {
    pub(super) const fn new(names: &'static [&'static str]) -> Self {
        Self { names, seen: 0 }
    }

    /// The name of the next field; `""` for one that is not known.
    ///
    /// # Errors
    ///
    /// For a field that was read before: one of the two would be lost.
    pub(super) fn next<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
    ) -> Result<Option<&'static str>, A::Error> {
        let Some(known) = map.next_key_seed(Known(self.names))? else {
            return Ok(None);
        };
        let Some(number) = known else {
            return Ok(Some(""));
        };
        let (name, bit) = (self.names[number], 1 << number);
        if self.seen & bit != 0 {
            return Err(A::Error::duplicate_field(name));
        }
        self.seen |= bit;
        Ok(Some(name))
    }
}

/// Looks a name up without keeping it.
struct Known(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Known {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Known {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}
