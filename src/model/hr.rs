/// A rule across the message, a line of its own; the platform's `hr`.
///
/// ```
/// use feishu_post::{Hr, Line};
///
/// assert_eq!(Line::from(Hr), Line::Hr(Hr));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Hr;

impl Hr {
    pub(crate) const TAG: &'static str = "hr";
}
