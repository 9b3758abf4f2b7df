"""Papers in the layout that Decree 30/2020/NĐ-CP prescribes: Word, PDF, charts as pictures."""
