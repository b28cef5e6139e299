use feishu_post::post;

fn main() {
    struct Ticket { id: u32 }
    let ticket = Ticket { id: 1 };
    _ = post!["工单 {ticket.number} {ticket.id}"];
}
