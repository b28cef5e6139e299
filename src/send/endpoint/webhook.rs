use crate::json::{ContentForm, Envelope, Message};

impl Message<'_> {
    /// The body of `POST /open-apis/bot/v2/hook/:token`, as the [platform's page] has it, for a
    /// custom bot without a secret.
    ///
    /// [platform's page]: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
    ///
    /// ```
    /// use feishu_post::{Message, post};
    ///
    /// assert_eq!(
    ///     Message::from(post!["你好"]).webhook_body(),
    ///     r#"{"msg_type":"post","content":{"post":{"zh_cn":{"content":[[{"tag":"text","text":"你好"}]]}}}}"#
    /// );
    /// ```
    #[must_use]
    pub fn webhook_body(&self) -> String {
        self.body(Envelope::Post, ContentForm::Object, "{", "}")
    }
}
