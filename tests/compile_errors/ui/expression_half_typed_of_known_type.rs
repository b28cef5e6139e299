use feishu_post::post;

struct Ticket {
    id: u64,
}

fn main() {
    let ticket = Ticket { id: 42 };
    _ = post![["一", ticket.], ["{ticket.id}"]];
    _ = post![[at(ticket.), link(ticket., "https://a.cn")], ..ticket.];
    _ = post![title = ticket., if true { ticket. }];
}
