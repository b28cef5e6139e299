//! The platform's documented codes: what each means for a message, without a socket.

use feishu_post::{Code, Delivery, MessageId, SendError};
use http::Response;

fn failed(code: i64, msg: &str) -> SendError {
    let body = serde_json::json!({ "code": code, "msg": msg }).to_string();
    MessageId::from_response(&Response::new(body)).unwrap_err()
}

#[track_caller]
fn all_are(delivery: Delivery, codes: impl IntoIterator<Item = i64>) {
    for code in codes {
        assert_eq!(failed(code, "").delivery(), delivery, "{code}");
    }
}

/// Of each of the platform's pages, all codes that name a fault of the request.
const REFUSALS: [&[i64]; 5] = [
    &[
        154_000, 154_001, 154_003, 154_004, 154_005, 154_401, 154_403,
    ],
    &[
        230_001, 230_002, 230_006, 230_011, 230_013, 230_015, 230_017, 230_018, 230_019, 230_020,
        230_022, 230_025, 230_027, 230_028, 230_029, 230_034, 230_035, 230_036, 230_038, 230_050,
        230_053, 230_054, 230_055, 230_071, 230_072, 230_073, 230_074, 230_075, 230_099, 230_110,
        230_111, 232_009,
    ],
    &[
        9499, 10_002, 11_232, 11_246, 19_001, 19_002, 19_007, 19_021, 19_022, 19_024, 19_036,
    ],
    &[10_003, 10_014, 10_015, 99_991_543],
    &[
        99_991_400, 99_991_401, 99_991_403, 99_991_661, 99_991_662, 99_991_663, 99_991_664,
        99_991_665, 99_991_668, 99_991_671, 99_991_672, 99_991_673, 99_991_676, 99_991_677,
        99_991_679, 99_992_351, 99_992_354, 99_992_356, 99_992_360, 99_992_361, 99_992_363,
        99_992_364, 99_992_381, 99_992_402,
    ],
];

/// Codes after which nobody knows.
const UNKNOWN: [i64; 7] = [155_000, 230_049, 18_121, 1500, 2200, 5000, 55_001];

fn documented() -> impl Iterator<Item = i64> {
    REFUSALS.concat().into_iter().chain(UNKNOWN)
}

#[test]
fn every_documented_code_has_a_name_and_advice_and_no_other_has() {
    let mut named: Vec<i64> = Code::all().map(i64::from).collect();
    let mut expected: Vec<i64> = documented().collect();
    named.sort_unstable();
    expected.sort_unstable();
    assert_eq!(named, expected);
    for code in expected {
        let error = failed(code, "");
        assert_eq!(error.code(), Some(Code::from(code)));
        assert_eq!(error.hint(), Code::from(code).hint());
        assert!(error.hint().is_some_and(|hint| !hint.is_empty()), "{code}");
    }
    assert_eq!(failed(7, "").hint(), None);
}

#[test]
fn a_refusal_is_certainly_not_delivered() {
    all_are(Delivery::NotDelivered, REFUSALS.concat());
    // Without a name, in the ranges of the gateway and of the endpoints.
    all_are(
        Delivery::NotDelivered,
        [
            99_990_000, 99_991_999, 99_999_999, 230_000, 230_999, 19_000, 19_999, 154_050, 154_499,
        ],
    );
}

#[test]
fn an_internal_error_and_an_unknown_code_may_have_been_delivered() {
    all_are(Delivery::Unknown, UNKNOWN);
    all_are(
        Delivery::Unknown,
        [
            1,
            -1,
            7,
            99_989_999,
            100_000_000,
            229_999,
            231_000,
            18_999,
            20_000,
            153_999,
            155_001,
        ],
    );
}

#[test]
fn three_codes_depend_on_their_message() {
    let rows = [
        (
            230_001,
            "Your request contains an invalid request parameter, ext=Internal Error",
        ),
        (
            230_001,
            "Your request contains an invalid request parameter, ext=invalid receive_id",
        ),
        (11_246, "Service Internal Error"),
        (11_246, "create message content fail: ErrCode 11310"),
        (9499, "too many request"),
        (9499, "Bad Request"),
    ]
    .map(|(code, msg)| {
        let error = failed(code, msg);
        format!(
            "{error}\n  {:?}: {}",
            error.delivery(),
            error.hint().unwrap()
        )
    });
    insta::assert_snapshot!(rows.join("\n"), @r"
    failed with code 230001: the platform had an internal error (Your request contains an invalid request parameter, ext=Internal Error); the message may have been delivered
      Unknown: contact the platform's support with the log id
    refused with code 230001: a parameter of the request is invalid (Your request contains an invalid request parameter, ext=invalid receive_id)
      NotDelivered: correct what the platform's message reports after ext=
    failed with code 11246: the platform had an internal error (Service Internal Error); the message may have been delivered
      Unknown: contact the platform's support with the log id
    refused with code 11246: the content could not be converted to a message (create message content fail: ErrCode 11310)
      NotDelivered: correct the content as the platform's message says
    refused with code 9499: too many calls (too many request)
      NotDelivered: an app may make 50 calls a second and 1000 a minute, a webhook 5 and 100: send more slowly
    refused with code 9499: the request is malformed (Bad Request)
      NotDelivered: check the body against the platform's documentation
    ");
}

#[test]
fn a_token_endpoints_code_names_the_field_that_is_wrong() {
    let hints = [10_003, 10_014, 99_991_543].map(|code| Code::from(code).hint().unwrap());
    insta::assert_snapshot!(hints.join("\n"), @r"
    check the app id, and that the base URL is the one for the app's platform (Feishu or Lark)
    copy the app secret from the developer console again, and check the app id
    check the app id and the app secret, and that the base URL is the one for the app's platform (Feishu or Lark)
    ");
}

#[test]
fn auth_codes_are_those_that_a_new_token_may_fix() {
    let of_tokens: Vec<i64> = Code::all()
        .filter(|code| code.is_auth())
        .map(i64::from)
        .collect();
    assert_eq!(
        of_tokens,
        [
            99_991_661, 99_991_663, 99_991_664, 99_991_665, 99_991_668, 99_991_671, 99_991_677
        ]
    );
}

#[test]
fn a_fault_of_the_app_or_of_its_credentials_is_app_wide() {
    let app_wide = Code::all().filter(|code| code.is_app_wide());
    let mut app_wide: Vec<i64> = app_wide.map(i64::from).collect();
    app_wide.sort_unstable();
    assert_eq!(
        app_wide,
        [
            10_003, 10_014, 10_015, 154_001, 154_003, 230_006, 99_991_401, 99_991_403, 99_991_543,
            99_991_661, 99_991_662, 99_991_663, 99_991_664, 99_991_665, 99_991_668, 99_991_671,
            99_991_672, 99_991_673, 99_991_676, 99_991_677,
        ]
    );
}
