use feishu_post::post;

fn main() {
    struct Ticket;
    let ticket = Ticket;
    _ = post!["工单 {ticket}"];
}
