"""`invoke related`: what leads from article to article, as a page of all or an account of one."""
