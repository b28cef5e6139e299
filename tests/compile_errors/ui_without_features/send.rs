use feishu_post::{Helpdesk, post, send, send_async};

fn main() {
    let helpdesk = Helpdesk::from_env().unwrap();
    _ = send(&helpdesk, "6948728206392295444", post!["已收到"]);
    _ = send_async(&helpdesk, "6948728206392295444", post!["已收到"]);
}
