//! What is ordinary Rust inside `post!` stays ordinary Rust: methods, statements, references.

#![deny(warnings, clippy::pedantic)]

use feishu_post::{Post, post};

/// What each line shows.
#[track_caller]
fn shows(post: &Post<'_>, expected: &[&str]) {
    let value = serde_json::to_value(post).unwrap();
    let text = |line: &serde_json::Value| -> String {
        let elements = line.as_array().unwrap().iter();
        elements
            .map(|element| element["text"].as_str().unwrap())
            .collect()
    };
    let lines = value["zh_cn"]["content"].as_array().unwrap().iter();
    assert_eq!(lines.map(text).collect::<Vec<_>>(), expected);
}

#[test]
fn methods_of_strings_on_literals() {
    shows(
        &post![
            ["=".repeat(3), " ", "abc".to_uppercase()],
            ["a".to_owned() + "b", " x ".trim(), "a b".replace(' ', "-")],
        ],
        &["=== ABC", "abxa-b"],
    );
}

#[test]
fn methods_of_strings_on_what_a_wrapper_was_given() {
    macro_rules! fields {
        ($($key:ident: $value:expr),*) => {
            post![$([concat!(stringify!($key), ": "), $value.to_string()]),*]
        };
    }
    shows(&fields!(id: 7, owner: "王"), &["id: 7", "owner: 王"]);
}

#[test]
fn styles_reach_through_references() {
    let tags = ["紧急", "网络"];
    let owned = vec![String::from("甲")];
    shows(
        &post![
            [for tag in &tags {
                tag.bold();
            }],
            [for tag in tags.iter().rev() {
                tag.italic()
            }],
            [for tag in &owned {
                tag.bold()
            }],
        ],
        &["紧急网络", "网络紧急", "甲"],
    );
}

#[test]
fn statements_without_a_value_add_nothing() {
    let mut seen = Vec::new();
    let post = post![
        for n in 0..2 {
            seen.push(n);
            "{n}";
        },
        [
            "x",
            for n in 2..4 {
                seen.push(n);
                "{n}"
            },
            match seen.len() {
                0 => "never",
                _ => (),
            }
        ],
    ];
    shows(&post, &["0", "1", "x23"]);
    assert_eq!(seen, [0, 1, 2, 3]);
}

#[test]
fn parentheses_that_a_style_needs_raise_no_warning() {
    let (done, tag) = (true, String::from("紧急"));
    shows(
        &post![[
            (if done { "✓" } else { "…" }).bold(),
            (&*tag).italic(),
            (tag.clone() + "!").underline(),
        ]],
        &["✓紧急紧急!"],
    );
}

#[test]
fn a_method_of_the_users_own_that_is_named_like_a_style() {
    trait Loud {
        fn bold(self) -> String;
    }
    impl Loud for u8 {
        fn bold(self) -> String {
            format!("{self}!")
        }
    }
    shows(&post![[3_u8.bold()]], &["3!"]);
}

#[test]
fn fields_with_the_name_of_a_keyword_are_captured() {
    struct Row {
        r#type: u8,
    }
    let row = Row { r#type: 7 };
    shows(&post!["{row.type}"], &["7"]);
}
