//! The escapes of JSON strings (RFC 8259, section 7), none that it does not demand.

use super::json::Json;

/// How many bytes stand before the first that needs an escape.
pub(super) const fn clean_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, behind)) = rest.split_first_chunk::<16>() {
        if !is_clean(chunk) {
            break;
        }
        rest = behind;
    }
    while let [byte, behind @ ..] = rest {
        if is_special(*byte) {
            break;
        }
        rest = behind;
    }
    bytes.len() - rest.len()
}

/// Looks at every byte, come what may: so the compiler makes vector instructions of it.
const fn is_clean(chunk: &[u8; 16]) -> bool {
    let mut special = [0; 16];
    let mut at = 0;
    while at < chunk.len() {
        special[at] = is_special(chunk[at]) as u8;
        at += 1;
    }
    u128::from_ne_bytes(special) == 0
}

const fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// What stands for a byte that must not stand itself.
pub(super) const fn of(byte: u8) -> &'static Json {
    match byte {
        b'"' => &Json {
            plain: r#"\""#,
            quoted: r#"\\\""#,
        },
        b'\\' => &Json {
            plain: r"\\",
            quoted: r"\\\\",
        },
        b'\n' => &Json {
            plain: r"\n",
            quoted: r"\\n",
        },
        b'\r' => &Json {
            plain: r"\r",
            quoted: r"\\r",
        },
        b'\t' => &Json {
            plain: r"\t",
            quoted: r"\\t",
        },
        0x08 => &Json {
            plain: r"\b",
            quoted: r"\\b",
        },
        0x0c => &Json {
            plain: r"\f",
            quoted: r"\\f",
        },
        control => &CONTROLS[control as usize],
    }
}

macro_rules! controls {
    ($($code:literal)*) => {
        [$(Json {
            plain: concat!(r"\u00", $code),
            quoted: concat!(r"\\u00", $code),
        }),*]
    };
}

static CONTROLS: [Json; 32] = controls![
    "00" "01" "02" "03" "04" "05" "06" "07" "08" "09" "0a" "0b" "0c" "0d" "0e" "0f"
    "10" "11" "12" "13" "14" "15" "16" "17" "18" "19" "1a" "1b" "1c" "1d" "1e" "1f"
];
