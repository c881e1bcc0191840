use onward_browser_tests::*;
#[tokio::test(flavor = "multi_thread")]
async fn zz() {
    let server = serve();
    let visit = Visit::of(&server.url, None, PHONE).await;
    visit.before_pages("window.shifts=[]; new PerformanceObserver((l)=>{for(const e of l.getEntries()) window.shifts.push([location.pathname.slice(-30), Math.round(e.startTime), e.value, e.hadRecentInput, e.sources.map(s=>(s.node?.nodeName||'')+'.'+(s.node?.className||'')+' '+s.previousRect.y+'>'+s.currentRect.y).join(' ; ')])}).observe({type:'layout-shift',buffered:true});").await;
    visit.goto("").await;
    visit.make_plan(&Child::AVA).await;
    visit.press("See what to do").await;
    visit.sees("Why it matters").await;
    println!("{:#}", visit.run("return [innerWidth, innerHeight, visualViewport.width, visualViewport.height, document.documentElement.scrollWidth, document.documentElement.clientWidth, [...document.querySelectorAll('*')].filter(n => n.getBoundingClientRect().right > 391).map(n => n.outerHTML.slice(0,120)+ ' '+ n.getBoundingClientRect().right)]").await);
}
